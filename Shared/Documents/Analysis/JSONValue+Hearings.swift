public import Models
public import Storage

extension JSONValue {
  /// What every version of the analysis has heard in a track, as it is kept, and why others heard nothing.
  public static func hearings(
    of track: Track.ID, isKnown: Bool, _ sounds: [(stored: StoredSound, sound: JSONValue)],
    _ unheard: [UnheardTrack]
  ) -> JSONValue {
    [
      "track": .string("\(track)"), "known": .bool(isKnown),
      "sounds": .array(
        sounds.map { stored, sound in
          [
            "version": .int(stored.version), "from": .string(stored.origin),
            "remark": JSONValue(stored.remark), "sound": sound,
          ]
        }),
      "unheard": .array(
        unheard.map { ["version": .int($0.version), "reason": .string($0.reason)] }),
    ]
  }
}

/// What is told of the hearings of a track.
public struct ToldHearings: Sendable, DocumentReadable {
  public let track: Track.ID
  /// Whether there is a track of this number.
  public let isKnown: Bool
  public let sounds: [StoredSound]
  public let unheard: [UnheardTrack]

  /// More than anything that is measured of a sound; people are told whole numbers of it.
  private static let limit = 1e12

  public init(_ part: DocumentPart) throws(DocumentError) {
    let track = Track.ID(try part.id("track"))
    var sounds: [StoredSound] = []
    for heard in try part.member("sounds").elements() {
      let sound = try heard.member("sound")
      guard Self.isBounded(sound.value) else { throw sound.fault("has a number that is out of bounds") }
      sounds.append(
        StoredSound(
          track, version: try heard.whole("version"), origin: try heard.text("from"), place: "",
          contentHash: nil, remark: try heard.maybeText("remark"), sound: JSON(text: sound.value.line),
          waveform: nil))
    }
    var unheard: [UnheardTrack] = []
    for missed in try part.member("unheard").elements() {
      unheard.append(
        UnheardTrack(
          track, version: try missed.whole("version"), place: "", code: "", reason: try missed.text("reason"))
      )
    }
    (self.track, isKnown, self.sounds, self.unheard) = (track, try part.flag("known"), sounds, unheard)
  }

  private static func isBounded(_ value: JSONValue) -> Bool {
    switch value {
    case .int(let number): abs(Double(number)) <= limit
    case .double(let number): abs(number) <= limit
    case .array(let values): values.allSatisfy(isBounded)
    case .object(let members): members.allSatisfy { isBounded($0.1) }
    default: true
    }
  }
}
