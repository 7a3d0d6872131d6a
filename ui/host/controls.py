"""The host's tabs."""

TABS = {
    "link": "Lesson link",
    "room": "The room",
    "lead": "Lead",
    "collect": "Collect photos",
    "queue": "Queue",
    "notes": "Notes",
    "offline": "Without internet",
}
TAB = "host_tab"  # in the address
