/// What is played, before it sounds.
struct Score: Sendable, Equatable {
  struct Note: Sendable, Equatable {
    /// In beats.
    var start: Double
    /// In beats.
    var length: Double
    /// As MIDI counts: 69 is the A of 440 Hz.
    var pitch: Int
    /// 0 to 1.
    var strength: Double
  }

  struct Hit: Sendable, Equatable {
    var drum: Drum
    /// In beats.
    var start: Double
    /// 0 to 1.
    var strength: Double
  }

  /// For each part of the style.
  var notes: [[Note]]
  var hits: [Hit]
}

/// What can be struck.
enum Drum: String, Sendable, CaseIterable {
  case kick, snare, rim, clap, closedHat, openHat, pedalHat, ride, crash, highTom, lowTom
  case shaker, tambourine, highConga, lowConga, cowbell, clave, block, surdo, click
}
