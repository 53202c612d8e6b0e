/** Who is selling. */
export interface Seller {
  username: string
  name: string
}
