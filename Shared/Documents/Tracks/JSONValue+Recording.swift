import Audio
public import FoundationEssentials
public import Knowledge
import Models
import Storage

extension JSONValue {
  /// A recording with what it is called where, what was found and heard in it, its versions, and what may be done with it
  /// at that moment.
  public static func recording(_ known: KnownRecording, at moment: Date) -> JSONValue {
    guard case .object(let members) = track(known.shown) else { return .null }
    return .object(
      members + [
        ("features", known.features.map(trackFeatures) ?? .null),
        ("sound", known.sound.heard.map { sound($0.sound, path: "track \($0.track)") } ?? .null),
        ("heard", known.sound.heard.map(heard) ?? .null), ("unheard", JSONValue(known.sound.silence)),
        ("variants", .array(variants(of: known.shown))),
      ] + self.members(of: known.rights, at: moment))
  }

  /// The versions of the song that are told from it and still are.
  private static func variants(of shown: ShownTrack) -> [JSONValue] {
    let own = Set(shown.members.map(\.track))
    return shown.variants.map { variant in
      let link = variant.link
      let other = own.contains(link.left) ? link.right : link.left
      return ["track": .string("\(other)"), "kind": JSONValue(link.kind?.rawValue)]
    }
  }

  private static func heard(_ heard: KnownSound.Heard) -> JSONValue {
    [
      "track": .string("\(heard.track)"), "version": .int(heard.stored.version),
      "at": JSONValue(heard.stored.heardAt), "from": .string(heard.stored.origin),
      "remark": JSONValue(heard.stored.remark),
    ]
  }

  /// When the beats of a recording are, in seconds of the track in which they were heard.
  public static func beats(_ heard: KnownSound.Heard) -> JSONValue {
    let sound = heard.sound
    return [
      "track": .string("\(heard.track)"), "duration": .time(sound.duration),
      "tempo": sound.tempo.map { .confident($0.bpm, $0.confidence, $0.alternatives) } ?? .null,
      "timeSignature": JSONValue(sound.meter?.name),
      "beats": .array(sound.beats.map(JSONValue.time)),
      "downbeats": .array((sound.meter?.downbeats ?? []).map(JSONValue.time)),
    ]
  }

  /// Which seconds of a track to use, and where to cut a film.
  public static func hook(_ known: KnownHook) -> JSONValue {
    guard case .object(let members) = hook(known.hook) else { return .null }
    return .object(
      [("track", .string("\(known.track)"))] + members + [("segment", known.grid.map(grid) ?? .null)])
  }
}
