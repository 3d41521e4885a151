"""What can be heard, as samples: the voices of media elements, AudioContexts, speech and apps, mixed."""
