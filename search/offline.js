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
      this.inside.fetch = async (name) => ({ ok: name in __files, status: 404, json: async () => __files[name] });
      const script = this.inside.document.createElement("script");
      this.started = new Promise((resolve) => script.addEventListener("load", resolve));
      script.src = new URL(address, location);
      this.inside.document.head.append(script);
    }

    async postMessage(data) {
      await this.started;
      this.inside.dispatchEvent(new MessageEvent("message", { data }));
    }
  };
