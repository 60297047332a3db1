extension SoundCourse {
  /// Of what was heard, and how loud it is.
  init(_ heard: Heard, _ levels: LevelCurve) {
    self.init(stretches: [], step: 1, energy: [], loudness: [])
  }
}
