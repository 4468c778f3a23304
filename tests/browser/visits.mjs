// The browser's side of a site: two servers, and tabs in which a page is read without JavaScript or examined with it.
import { pathToFileURL } from "node:url";
import { serve } from "./server.mjs";

/** Any path will do; the site must not know it. */
const SUB_PATH = "/any/sub-path/";

/** Script is off for the reader; a check that brings its own needs it on, past the page's policy. */
const READER = { javaScriptEnabled: false };
const SCRIPTED = { bypassCSP: true };

export async function openVisits(browser, site) {
  const server = await serve(site, SUB_PATH);
  const notFoundServer = await serve(site, site.basePath, "404.html");
  const directory = pathToFileURL(`${site.dir}/`).href;
  const tabs = [];

  /** 404.html is met at whatever address a reader mistyped, under the path the site was built for. */
  const served = (file) =>
    file === site.notFound
      ? { url: `${notFoundServer.url}no/such/page.html`, within: notFoundServer.url }
      : { url: server.url + encodeURI(file.path), within: server.url };

  /** A tab that opens when it is first asked for. */
  const lazyTab = (context) => {
    let tab;
    return () => {
      if (!tab) tabs.push((tab = browser.newPage(context)));
      return tab;
    };
  };

  return {
    served,
    /** The addresses a reader may open the page at, each with the prefix that all its requests must have. */
    addresses: (file) => {
      const onDisk = { url: directory + encodeURI(file.path), within: directory };
      return file === site.notFound ? [served(file)] : [onDisk, served(file)];
    },
    /** A pair of tabs, to be used for one file after the other: to open a new one takes longer than a page. */
    newTabs: () => ({ reader: lazyTab(READER), scripted: lazyTab(SCRIPTED) }),
    async close() {
      await Promise.all(tabs.map(async (tab) => (await tab).close()));
      await Promise.all([server.close(), notFoundServer.close()]);
    },
  };
}
