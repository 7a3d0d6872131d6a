// On a phone the sidebar lies over the lesson: a link that was followed closes it.
if (!window.lessonLinks) {
  window.lessonLinks = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-testid=stSidebar] a");
    if (link && window.innerWidth < 768) {
      document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
    }
  });
}
