// Scales photos of input[data-photo] to at most 1600 px JPEG before a plain form uploads them.
// Drawing on a canvas also leaves the EXIF block (place, device) behind.

const LONGEST_PX = 1600;
const QUALITY = 0.82;

function toBlob(canvas) {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
}

async function scaled(file) {
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const ratio = Math.min(1, LONGEST_PX / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * ratio);
  canvas.height = Math.round(image.height * ratio);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const blob = await toBlob(canvas);
  const name = file.name.replace(/\.\w+$/, "") || "photo";
  return new File([blob], `${name}.jpg`, { type: "image/jpeg" });
}

function preview(input, file) {
  const old = input.parentElement.querySelector(".photo-shown");
  if (old) URL.revokeObjectURL(old.src);
  const shown = old || document.createElement("img");
  shown.className = "photo-shown";
  shown.alt = "";
  shown.src = URL.createObjectURL(file);
  if (!old) input.after(shown);
}

async function shrink(input) {
  const files = [...input.files];
  if (!files.length) return;
  const box = new DataTransfer();
  for (const file of files) {
    try {
      box.items.add(await scaled(file));
    } catch {
      box.items.add(file); // not a picture the browser can read: the server will say so
    }
  }
  input.files = box.files;
  if (box.files[0].type === "image/jpeg") preview(input, box.files[0]);
}

document.querySelectorAll("input[type=file][data-photo]").forEach((input) => {
  let work = null;
  input.addEventListener("change", () => {
    work = shrink(input).finally(() => { work = null; });
  });
  // Only while a photo is being scaled does the form wait; a form may not be sent again from
  // within its own submit event, hence the timer.
  input.form?.addEventListener("submit", async (event) => {
    if (!work) return;
    event.preventDefault();
    const button = event.submitter;
    await work;
    setTimeout(() => input.form.requestSubmit(button ?? undefined));
  });
});
