/// A film of a made-up world, with the truth about it: what is seen and heard in it, and where its cuts are.
///
/// A link says all that it is made of, so whoever has the link needs nothing of the world. The same link makes the same
/// bytes, on every machine. Pictures are made by whole numbers alone.
public struct SampleClip: Sendable, Equatable {
  /// What is to be seen, and how the camera moves.
  public enum Style: String, Sendable, CaseIterable {
    case dance, talk, slides, scenery, game
  }

  /// When one shot ends and the next begins.
  public enum Pace: Sendable, Equatable {
    /// On beats of the song that is heard, not on each of them.
    case beat
    /// Whenever it is: so many times a minute.
    case cuts(perMinute: Int)
  }

  public enum Sound: Sendable, Equatable {
    /// A part of a song that begins after so many seconds of it.
    case song(SampleSong, from: Int)
    case speech, noise, silence
    /// There is no sound track.
    case none
  }

  public static let lengths = 3...20
  public static let paces = 0...120
  /// Of the pictures, in pixels.
  public static let width = 90
  public static let height = 160

  /// The same seed shows the same things.
  public let seed: UInt64
  public let style: Style
  /// How long it is.
  public let seconds: Int
  public let pace: Pace
  public let look: ClipLook
  public let edit: ClipEdit
  public let sound: Sound

  /// Nil where something is out of bounds, or cuts are to follow the beat where there is none.
  public init?(
    seed: UInt64, style: Style, seconds: Int, pace: Pace, look: ClipLook, edit: ClipEdit = .none, sound: Sound
  ) {
    guard Self.lengths.contains(seconds) else { return nil }
    switch (pace, sound) {
    case (.beat, .song): break
    case (.beat, _): return nil
    case (.cuts(let count), _): guard Self.paces.contains(count) else { return nil }
    }
    if case .song(let song, let start) = sound {
      guard (0..<song.duration).contains(start) else { return nil }
    }
    (self.seed, self.style, self.seconds, self.pace) = (seed, style, seconds, pace)
    (self.look, self.edit, self.sound) = (look, edit, sound)
  }

  /// The same film as somebody else uploads it again.
  public func edited(_ edit: ClipEdit) -> SampleClip {
    guard
      let copy = SampleClip(
        seed: seed, style: style, seconds: seconds, pace: pace, look: look, edit: edit, sound: sound)
    else { preconditionFailure("it was a film before") }
    return copy
  }
}

/// How the pictures of a film look, each from 0 to 9.
public struct ClipLook: Sendable, Equatable {
  /// From dark to bright.
  public let light: Int
  /// From the colours of ice to those of fire; 4 and 5 are of all colours.
  public let warmth: Int
  /// From grey to colourful.
  public let colour: Int
  /// How high the black bars above and below are: of three hundredths of the height each.
  public let bars: Int

  /// Nil where one is not from 0 to 9.
  public init?(light: Int, warmth: Int, colour: Int, bars: Int = 0) {
    guard [light, warmth, colour, bars].allSatisfy((0...9).contains) else { return nil }
    (self.light, self.warmth, self.colour, self.bars) = (light, warmth, colour, bars)
  }
}

/// What somebody does to a film before uploading it again, each from 0 (nothing) to 9.
public struct ClipEdit: Sendable, Equatable {
  public static let none = ClipEdit()

  /// How many hundredths of the width and of the height are cut away.
  public let crop: Int
  /// Which of several other colours it gets.
  public let tint: Int

  /// Nil where one is not from 0 to 9.
  public init?(crop: Int, tint: Int) {
    guard (0...9).contains(crop), (0...9).contains(tint) else { return nil }
    (self.crop, self.tint) = (crop, tint)
  }

  private init() { (crop, tint) = (0, 0) }
}
