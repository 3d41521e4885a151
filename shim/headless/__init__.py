"""The browser on QuickJS: its pages, frames and documents."""
