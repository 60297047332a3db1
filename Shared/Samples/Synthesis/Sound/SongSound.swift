/// Samples from -1 to 1.
public struct SongSound: Sendable, Equatable {
  /// Samples a second.
  public let rate: Int
  /// One, or left and right, of the same length.
  public let channels: [[Float]]

  public init(rate: Int, channels: [[Float]]) {
    precondition(rate > 0 && Set(channels.map(\.count)).count == 1, "channels are of one length")
    self.rate = rate
    self.channels = channels
  }

  public var count: Int { channels[0].count }
  /// Seconds.
  public var duration: Double { Double(count) / Double(rate) }
}

extension SongPlan {
  /// Plays the song. A second rings on after the last bar. `channels` is 1 or 2.
  public func sound(rate: Int = 44_100, channels: Int = 2) -> SongSound {
    precondition((4_000...192_000).contains(rate) && (1...2).contains(channels), "an impossible sound")
    var mix = Mix(count: Int((duration + 1) * Double(rate)), rate: rate)
    let instruments = Instruments(band)
    for note in notes {
      let tone = instruments[note.part]
      let start = Int(time(of: note.start) * Double(rate))
      mix.add(tone, pitch: note.pitch, at: start, for: note.length * 60 / tempo, strength: note.strength)
    }
    let kit = DrumKit(seed: seed, rate: rate)
    for hit in hits {
      mix.add(kit[hit.drum], at: Int(time(of: hit.start) * Double(rate)), strength: hit.strength)
    }
    return mix.sound(channels: channels)
  }
}
