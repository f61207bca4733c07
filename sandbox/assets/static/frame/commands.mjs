// What the portal does for each command of a frame. A handler answers through `reply`: once, many
// times or never, now or later, exactly as the portal does.

import { readApplicationParams, readPath, readSize } from "./rules.mjs";

/** @typedef {(frame: import("./frame.mjs").Frame, params: any, reply: (result?: unknown) => void, call: object) => void} Handler */

/** A command that the portal knows and that is never answered in the sandbox. */
const silent = (outcome) => ({ silent: outcome });

const DIALOG = silent("no answer: the sandbox has no such dialog, as if the user had closed it");
const ONE_WAY = silent("no answer: the portal never answers this");

/** Commands of every placement. */
export const COMMANDS = {
  getInitData(frame, params, reply) {
    const { init } = frame.launch;
    reply({ ...init, DOMAIN: location.host, PROTOCOL: location.protocol === "https:" ? 1 : 0 });
    init.FIRST_RUN = false;
  },

  getInterface(frame, params, reply) {
    reply(frame.launch.interface);
  },

  async refreshAuth(frame, params, reply) {
    const { portal, launch } = frame;
    const auth = await portal.backend.refreshAuth();
    if (!auth) {
      return portal.warn("The portal could not renew the access of the application. Sign in again and reload the page.");
    }
    Object.assign(launch.init, auth);
    reply(auth);
  },

  resizeWindow(frame, params, reply) {
    reply(frame.resize(readSize(params, frame.launch.placement)));
  },

  setScroll(frame, params, reply) {
    if (!frame.portal.inSlider) scrollTo(0, Number.parseInt(params.scroll, 10) || 0);
    reply(params);
  },

  setTitle(frame, params, reply) {
    document.getElementById("page-title").textContent = String(params.title);
    reply(params);
  },

  reloadWindow() {
    location.reload();
  },

  async setUserOption(frame, params, reply) {
    const options = await frame.portal.backend.setUserOption(params);
    if (!options) return;
    frame.launch.init.USER_OPTIONS = options;
    reply(params);
  },

  async setAppOption(frame, params, reply) {
    if (!frame.launch.init.IS_ADMIN) return;
    const options = await frame.portal.backend.setAppOption(params);
    if (!options) return;
    frame.launch.init.APP_OPTIONS = options;
    reply(options);
  },

  async setInstall(frame, params, reply) {
    if (await frame.portal.backend.setFirstRunDone(params)) reply(params);
  },

  async setInstallFinish(frame, params) {
    // The server reads a text by its truth, so that "false" in quotes counts as yes.
    const isFinished = !(params && "value" in params) || Boolean(params.value);
    const isAccepted = await frame.portal.backend.finishInstallation(isFinished);
    if (frame.portal.inSlider) return frame.portal.sliders.reopenTopApplication();
    const address = new URL(location.href);
    address.searchParams.set("install_finished", isAccepted && isFinished ? "Y" : "N");
    location.assign(address);
  },

  openApplication(frame, params, reply) {
    const { slider, options } = readApplicationParams(params);
    frame.portal.sliders.open({
      address: frame.portal.backend.applicationAddress(frame.launch.appPage, options),
      title: typeof slider.title === "string" ? slider.title : "Application",
      width: Number.parseInt(slider.width, 10) || 0,
      leftBoundary: Number.parseInt(slider.leftBoundary, 10) || 0,
      label: slider.label,
      isApplication: true,
      onClose: () => reply(),
    });
  },

  closeApplication(frame, params, reply) {
    frame.portal.sliders.closeTopApplication(() => reply());
  },

  openPath(frame, params, reply) {
    if (frame.portal.trials.isMobile) return reply({ result: "error", errorCode: "METHOD_NOT_SUPPORTED_ON_DEVICE" });
    const { clientId, edition } = frame.launch;
    const address = readPath(params.path, location.origin, clientId, edition);
    if (!address) return reply({ result: "error", errorCode: "PATH_NOT_AVAILABLE" });
    frame.portal.sliders.open({
      address,
      title: address.pathname,
      isApplication: false,
      onClose: () => reply({ result: "close" }),
    });
  },

  placementBindEvent(frame, params, reply, call) {
    const { placement, interface: known } = frame.launch;
    if (placement === "DEFAULT" || !known.event.includes(params.event)) return;
    frame.bind(params.event, call.callback);
  },

  selectUser: DIALOG,
  selectAccess: DIALOG,
  selectCRM: DIALOG,
  showHelper: DIALOG,
  showAppForm: ONE_WAY,
  imCallTo: ONE_WAY,
  imPhoneTo: ONE_WAY,
  imOpenMessenger: ONE_WAY,
  imOpenHistory: ONE_WAY,
};

/** Commands that single placements add; a frame may use those that its interface names. */
export const PLACEMENT_COMMANDS = {
  async reloadData(frame, params, reply) {
    await frame.portal.reloadData();
    reply();
  },

  getStatus(frame, params, reply) {
    reply(frame.launch.init.PLACEMENT_OPTIONS);
  },

  disableAutoClose(frame, params, reply) {
    reply([]);
  },

  enableAutoClose(frame, params, reply) {
    reply([]);
  },
};
