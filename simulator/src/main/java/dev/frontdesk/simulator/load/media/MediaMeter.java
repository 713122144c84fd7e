package dev.frontdesk.simulator.load.media;

import dev.frontdesk.simulator.load.Samples;

/** Counts and measures one wave of streams. */
final class MediaMeter {
  final Samples up = new Samples();
  final Samples down = new Samples();

  /** How late the load itself sent a frame. */
  final Samples late = new Samples();

  int streams;
  int refused;
  int framesUp;
  int gotUp;
  int framesDown;
  int gotDown;
  int marks;
  int clears;
  int truncates;
  int models;

  void clear() {
    up.clear();
    down.clear();
    late.clear();
    streams = refused = framesUp = gotUp = framesDown = gotDown = 0;
    marks = clears = truncates = models = 0;
  }
}
