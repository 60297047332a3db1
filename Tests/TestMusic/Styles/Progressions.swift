/// What chords a style likes. Those of the two halves differ.
enum Progressions: Sendable {
  case pop, jazz, blues, vamp, classical

  func list(_ split: Split) -> [Progression] {
    split == .tuning ? tuning : unseen
  }

  private var tuning: [Progression] {
    switch self {
    case .pop:
      [
        Progression(.major, "0|7|9m|5"), Progression(.major, "0|9m|5 7|0"), Progression(.major, "0|5|0|7"),
        Progression(.major, "0|5|9m|7"), Progression(.major, "0|4m|5|0"), Progression(.major, "0|2m|5|0"),
        Progression(.mixolydian, "0|0|5|0"), Progression(.minor, "0m|8|5m|0m"),
        Progression(.minor, "0m|5m|0m|7"), Progression(.minor, "0m|A|8|A"),
        Progression(.harmonic, "0m|5m|7|0m"), Progression(.dorian, "0m|5|0m|0m"),
        Progression(.minor, "0m|3|5m|0m"), Progression(.harmonic, "0m|8|5m|7"),
      ]
    case .jazz:
      [
        Progression(.major, "2m7|77|0M7|9m7"), Progression(.major, "0M7|9m7|2m7|77"),
        Progression(.major, "0M7|5M7|2m7 77|0M7"), Progression(.harmonic, "2h|77|0m7|0m6"),
        Progression(.minor, "0m7|5m7|2h 77|0m7"), Progression(.dorian, "0m7|0m7|57|0m7"),
      ]
    case .blues: [Progression(.mixolydian, "07|57|07|07|57|57|07|07|77|57|07|77")]
    case .vamp:
      [
        Progression(.dorian, "0m7|57"), Progression(.minor, "0m9|0m9|5m7|0m9"),
        Progression(.mixolydian, "07|07|57|07"), Progression(.major, "0M7|5M7|0M7|7"),
        Progression(.major, "0a2|0s2|5a2|0a2"), Progression(.minor, "0m|0m|8M7|0m"),
      ]
    case .classical:
      [
        Progression(.major, "0|7|0|5|0|2m|7|0"), Progression(.major, "0|5|7|0"),
        Progression(.major, "0|9m|2m|7|0|5|7|0"), Progression(.harmonic, "0m|7|0m|5m|0m|2d|7|0m"),
        Progression(.harmonic, "0m|5m|7|0m"),
      ]
    }
  }

  private var unseen: [Progression] {
    switch self {
    case .pop:
      [
        Progression(.major, "0|0|5|7"), Progression(.major, "0 7|9m 4m|5 0|7 0"),
        Progression(.major, "0|2m|7|0"), Progression(.major, "0|9m|7|0"), Progression(.major, "0|7|5|0"),
        Progression(.lydian, "0|0|2|0"), Progression(.mixolydian, "0|0|A|0"),
        Progression(.minor, "0m|A|5m|0m"), Progression(.minor, "0m|8|A|0m"),
        Progression(.minor, "0m|7|8|0m"), Progression(.harmonic, "0m|A|8|7"),
        Progression(.dorian, "0m|0m|5|0m"), Progression(.minor, "0m|8|0m|7"),
      ]
    case .jazz:
      [
        Progression(.major, "0M7|27|77|0M7"), Progression(.major, "06|97|2m7|77"),
        Progression(.major, "0M7|4m7|5m6|0M7"), Progression(.harmonic, "0m6|2h 77|0m7|77"),
        Progression(.minor, "0m9|8M7|77|0m9"), Progression(.dorian, "0m9|2m7|0m9|0m9"),
      ]
    case .blues:
      [
        Progression(.mixolydian, "07|07|07|07|57|57|07|07|77|77|07|07"),
        Progression(.minor, "0m7|0m7|0m7|0m7|5m7|5m7|0m7|0m7|87|77|0m7|77"),
      ]
    case .vamp:
      [
        Progression(.dorian, "0m7|0m7|2m7|0m7"), Progression(.minor, "0m7|0m7|7m7|0m7"),
        Progression(.mixolydian, "09|09|5|09"), Progression(.phrygian, "0m|1|0m|0m"),
        Progression(.major, "06|06|77|06"), Progression(.minor, "0m|0m|7m|0m"),
      ]
    case .classical:
      [
        Progression(.major, "0|0|7|7|7|7|0|0"), Progression(.major, "0|4m|5|0|5|0|77|0"),
        Progression(.major, "0 5|0 7|9m 2m|7 0"), Progression(.harmonic, "0m|0m|5m|0m|8|5m|7|0m"),
        Progression(.harmonic, "0m 7|0m 3|8 5m|7 0m"),
      ]
    }
  }
}
