// Whoever keeps nothing on the phone is told when reports still wait on it: a cadre whose role was
// changed, or the next person. Pages kept for a cadre go; reports stay until somebody decides.

const note = document.getElementById("outbox-left"); // a cadre's pages have their own

function look() {
  const worker = navigator.serviceWorker?.controller; // there is none where no cadre ever worked
  if (!worker) return;
  worker.postMessage("purge");
  const asked = indexedDB.open("outbox");
  asked.onupgradeneeded = () => asked.transaction.abort(); // nothing was ever kept: make no database
  asked.onsuccess = () => {
    const all = asked.result.transaction("item").objectStore("item").getAll();
    all.onsuccess = () => {
      note.hidden = all.result.every((item) => item.state === "sent");
      asked.result.close();
    };
  };
}

// After what the page is for.
if (note) (self.requestIdleCallback || setTimeout)(look);
