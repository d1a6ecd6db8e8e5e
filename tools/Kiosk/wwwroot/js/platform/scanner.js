// Reads QR codes from the camera: by the browser's own detector where it knows QR codes, else by jsQR, which is loaded only then.

import { CameraError } from './camera-error.js';

const LOOK_MS = 150;
const MAX_SIDE = 640;

/** @typedef {(frame: ImageData) => Promise<string | null>} Decoder */

/** @returns {Promise<Decoder>} */
async function decoder() {
  const Native = /** @type {any} */ (globalThis).BarcodeDetector;
  // Some browsers have the detector without a single format.
  if (Native && (await Native.getSupportedFormats().catch(() => [])).includes('qr_code')) {
    const detector = new Native({ formats: ['qr_code'] });
    return async (frame) => (await detector.detect(frame).catch(() => []))[0]?.rawValue ?? null;
  }
  try {
    await import(new URL('../../vendor/jsqr.js', import.meta.url).href);
  } catch {
    throw new CameraError('NoDecoder');
  }
  const jsQR = /** @type {any} */ (globalThis).jsQR;
  return async ({ data, width, height }) => jsQR(data, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null;
}

/** @returns {Promise<MediaStream>} */
async function openCamera() {
  if (!navigator.mediaDevices) {
    throw new CameraError('CameraMissing');
  }
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
  } catch (error) {
    throw new CameraError(error instanceof DOMException && error.name === 'NotAllowedError' ? 'CameraDenied' : 'CameraMissing');
  }
}

/** @param {MediaStream} stream */
const stop = (stream) => stream.getTracks().forEach((track) => track.stop());

/**
 * Shows the camera in `video` and hands over each text that it reads, until the returned function is called. Throws CameraError.
 * @param {HTMLVideoElement} video @param {(text: string) => void} onText
 */
export async function scan(video, onText) {
  const decode = await decoder();
  const stream = await openCamera();
  video.srcObject = stream;
  await video.play().catch(() => undefined);
  const canvas = document.createElement('canvas');
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));
  let isOn = true;
  const look = async () => {
    const scale = Math.min(1, MAX_SIDE / Math.max(video.videoWidth, video.videoHeight, 1));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    if (canvas.width > 0 && canvas.height > 0) {
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const text = await decode(context.getImageData(0, 0, canvas.width, canvas.height));
      if (text && isOn) {
        onText(text);
      }
    }
    if (isOn) {
      setTimeout(look, LOOK_MS);
    }
  };
  look();
  return () => {
    isOn = false;
    stop(stream);
    video.srcObject = null;
  };
}
