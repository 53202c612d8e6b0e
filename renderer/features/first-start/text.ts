import { count } from '../../ui/text/common'

export const firstStartText = {
  title: 'Nobody sells here yet',
  intro:
    'This cluster is empty. Start with your own house, or look around in one that was made for trying things out.',

  own: 'Set up your house',
  ownIntro: 'Make the first admin. More people follow on the page Admin.',
  name: 'Your name',
  username: 'Username',
  usernameHint: 'What you type to sign in.',
  password: 'Password',
  passwordHint: 'At least 8 characters.',
  submit: 'Make the admin and sign in',

  demo: 'Look around first',
  demoIntro:
    'A believable house: a hall of 600 seats, a standing room, two dozen events of the next weeks, and one user a role.',
  demoNote: 'Everything in it is invented. Use another data folder for real sales.',
  demoSubmit: 'Load the demonstration house',
  demoLoading: 'Loading the demonstration house',
  demoProgress: (events: number) =>
    events === 0
      ? 'Writing the hall and its seats.'
      : `${count(events)} ${events === 1 ? 'event' : 'events'} on sale so far.`,
}
