// From a file a browser neither runs a worker nor fetches. The search's worker runs in a frame of
// the page instead, and finds its files in search_index.js, which the theme loads on opening the box.
if (location.protocol === "file:")
  window.Worker = class extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      this.inside = frame.contentWindow;
      this.inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.inside.fetch = async (name) => {
        const file = name.endsWith("search_index.json") ? __index : __files[name];
        return { ok: Boolean(file), status: 404, json: async () => file };
      };
      const script = this.inside.document.createElement("script");
      const loaded = new Promise((resolve) => script.addEventListener("load", resolve));
      // With its first message, SETUP, the theme says that search_index.js is there.
      this.started = Promise.all([loaded, new Promise((resolve) => (this.setUp = resolve))]);
      script.src = new URL(address, location);
      this.inside.document.head.append(script);
    }

    async postMessage(data) {
      if (data.type === 0) this.setUp();
      await this.started;
      this.inside.dispatchEvent(new MessageEvent("message", { data }));
    }
  };
