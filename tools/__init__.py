"""What make needs on a developer's machine: emulator, node, browser. Never part of a deployment."""
