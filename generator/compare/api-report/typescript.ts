/** The only door to ts-morph, which is an optional peer dependency: whatever imports this is imported late. */
export { Project, ts } from "ts-morph";
