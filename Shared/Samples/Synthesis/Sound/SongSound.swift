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
    return mix(rate: rate, 0..<Int((duration + 1) * Double(rate))).sound(channels: channels)
  }

  /// Plays what begins in a part of the song, in seconds, on one channel.
  func sound(rate: Int, from start: Int, to end: Int) -> [Float] {
    mix(rate: rate, start * rate..<end * rate).sound(channels: 1).channels[0]
  }

  /// All that begins within a range of samples.
  private func mix(rate: Int, _ range: Range<Int>) -> Mix {
    var mix = Mix(count: range.count, rate: rate)
    let instruments = Instruments(band)
    for note in notes {
      let start = Int(time(of: note.start) * Double(rate)) - range.lowerBound
      guard (0..<range.count).contains(start) else { continue }
      mix.add(
        instruments[note.part], pitch: note.pitch, at: start, for: note.length * 60 / tempo,
        strength: note.strength)
    }
    let kit = DrumKit(seed: seed, rate: rate)
    for hit in hits {
      let start = Int(time(of: hit.start) * Double(rate)) - range.lowerBound
      guard (0..<range.count).contains(start) else { continue }
      mix.add(kit[hit.drum], at: start, strength: hit.strength)
    }
    return mix
  }
}
