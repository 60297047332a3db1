import TestMusic

/// A key by its number of semitones above C.
struct NamedKey: Sendable, Equatable {
  var tonic: Int
  var mode: Truth.Mode

  init(tonic: Int, mode: Truth.Mode) {
    self.tonic = tonic
    self.mode = mode
  }

  /// Of a name with sharps, as all of these programs write it.
  init?(name: String, mode: String) {
    let names = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
    guard let tonic = names.firstIndex(of: name), let mode = Truth.Mode(rawValue: mode) else { return nil }
    self.init(tonic: tonic, mode: mode)
  }
}

/// How well a key is found, as MIREX weighs it.
enum KeyScore {
  static func weighted(_ found: NamedKey?, _ truth: NamedKey) -> Double {
    guard let found else { return 0 }
    let above = (found.tonic - truth.tonic + 12) % 12
    switch (above, found.mode == truth.mode) {
    case (0, true): return 1
    case (7, true): return 0.5
    case (truth.mode == .major ? 9 : 3, false): return 0.3
    case (0, false): return 0.2
    default: return 0
    }
  }
}
