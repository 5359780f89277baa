/** Made by the build from devices/data/: the JSON of every entry. */
declare module "*/build/catalogue.js" {
  const json: string;
  export default json;
}
