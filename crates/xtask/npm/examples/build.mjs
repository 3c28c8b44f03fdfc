// Builds the examples beside this file: `node build.mjs OUT`. What Vue's compiler makes of a component
// is left in `generated`, for the check of its types.

import fs from "node:fs/promises";
import path from "node:path";
import * as esbuild from "esbuild";
import * as vue from "vue/compiler-sfc";

const [out] = process.argv.slice(2);
const generated = "generated";

const compilerOptions = { isCustomElement: (tag) => tag === "cockpit-jwt" };

const components = {
  name: "vue",
  setup(build) {
    build.onLoad({ filter: /\.vue$/ }, async ({ path: filename }) => {
      const { descriptor, errors } = vue.parse(await fs.readFile(filename, "utf8"), { filename });
      if (errors.length > 0) {
        return { errors: errors.map(({ message }) => ({ text: message })) };
      }
      const compiled = vue.compileScript(descriptor, { id: "app", inlineTemplate: true, templateOptions: { compilerOptions } });
      await fs.mkdir(generated, { recursive: true });
      await fs.writeFile(path.join(generated, `${path.basename(filename)}.ts`), compiled.content);
      return { contents: compiled.content, loader: "ts", resolveDir: path.dirname(filename) };
    });
  },
};

await esbuild.build({
  entryPoints: ["react/main", "vue/main"].map((name) => `./examples/${name}`),
  outdir: out,
  bundle: true,
  format: "esm",
  target: "es2022",
  minify: true,
  legalComments: "none",
  jsx: "automatic",
  logLevel: "warning",
  plugins: [components],
  define: {
    "process.env.NODE_ENV": '"production"',
    __VUE_OPTIONS_API__: "false",
    __VUE_PROD_DEVTOOLS__: "false",
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false",
  },
});
