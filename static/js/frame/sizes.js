// A file too large is told before it is sent: its limit goes by the kind of file.

const MB = 2 ** 20;

function limitOf(input, name) {
  const isList = /\.(xlsx|xls|xlsm|ods|csv|txt)$/i.test(name);
  return Number(isList ? input.dataset.listMb : input.dataset.drawingMb);
}

function check(input, told) {
  const [file] = input.files;
  const most = file ? limitOf(input, file.name) : 0;
  const isLarge = Boolean(file) && file.size > most * MB;
  const words = isLarge
    ? input.dataset.tooLarge.replace("{size}", Math.ceil(file.size / MB)).replace("{most}", most)
    : "";
  input.setCustomValidity(words);
  told.textContent = words;
  told.hidden = !isLarge;
}

for (const input of document.querySelectorAll("input[type=file][data-too-large]")) {
  const told = document.createElement("p");
  told.className = "error";
  told.setAttribute("role", "alert");
  told.hidden = true;
  input.after(told);
  input.addEventListener("change", () => check(input, told));
}
