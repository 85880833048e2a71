// Rules for the JavaScript under `dashboard/steelyard`. Types are checked by `tsc`.
import js from "@eslint/js";
import jsdoc from "eslint-plugin-jsdoc";

/** All that the scripts may use of the browser: nothing that evaluates text as code. */
const LANGUAGE = [
  "Array", "Boolean", "Date", "Error", "Float64Array", "Int32Array", "JSON", "Map", "Math",
  "Number", "Object", "Promise", "RegExp", "Set", "String", "Uint16Array", "Uint32Array",
  "Uint8Array", "WeakMap",
];

/** What instrument and live page may use: nothing that calls the network or stores anything. */
const PAGE = [
  "Document", "Element", "HTMLAnchorElement", "HTMLDetailsElement", "HTMLElement",
  "HTMLInputElement", "MutationObserver", "ResizeObserver", "ShadowRoot", "TextDecoder", "URL", "URLSearchParams",
  "addEventListener", "cancelAnimationFrame", "clearTimeout", "document", "encodeURIComponent",
  "CustomEvent", "dispatchEvent", "getComputedStyle", "history", "location", "matchMedia", "navigator",
  "removeEventListener", "requestAnimationFrame", "setTimeout", "structuredClone",
];

/** What the dashboard's other components may use besides. */
const DASHBOARD = [
  "CustomEvent", "Event", "KeyboardEvent", "MouseEvent", "MutationObserver", "PointerEvent", "SVGElement",
  "WebSocket", "fetch", "innerHeight", "innerWidth", "localStorage", "sessionStorage", "window",
];

const readable = (...names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

/** Functions that need JSDoc: all that have a name of their own at the top, and methods. */
const DOCUMENTED = [
  "FunctionDeclaration",
  "ClassDeclaration",
  "MethodDefinition[kind!='constructor']",
  "MethodDefinition[kind='constructor'][value.params.length>0]",
  "Program > VariableDeclaration > VariableDeclarator > ArrowFunctionExpression",
  "ExportNamedDeclaration > VariableDeclaration > VariableDeclarator > ArrowFunctionExpression",
];

export default [
  { ignores: ["**/codemirror/**", "**/node_modules/**", "**/.venv*/**"] },
  js.configs.recommended,
  {
    files: ["dashboard/steelyard/**/*.js"],
    plugins: { jsdoc },
    languageOptions: {
      ecmaVersion: 2024,
      sourceType: "module",
      globals: readable(...LANGUAGE, ...PAGE),
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "complexity": ["error", 13],
      "eqeqeq": "error",
      "max-lines": ["error", 399],
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "sendBeacon"].map((property) => ({
          property, message: "Text from files only ever becomes text.",
        })),
      ],
      "no-restricted-syntax": [
        "error",
        {
          selector: "TemplateLiteral TemplateLiteral",
          message: "The minifier damages a template within a template.",
        },
      ],
      // The modules are joined into one script: a name at the top would cover the browser's.
      "no-shadow": ["error", { builtinGlobals: true, hoist: "functions" }],
      "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "no-var": "error",
      "one-var": ["error", "never"],
      "prefer-const": "error",
      "jsdoc/check-param-names": "error",
      "jsdoc/check-tag-names": ["error", { typed: false }],
      "jsdoc/require-jsdoc": ["error", { require: { FunctionDeclaration: false }, contexts: DOCUMENTED }],
      "jsdoc/require-param": "error",
      "jsdoc/require-param-type": "error",
      "jsdoc/require-returns-type": "error",
    },
  },
  {
    files: ["dashboard/steelyard/views/**/*.js"],
    languageOptions: { globals: readable(...DASHBOARD) },
  },
];
