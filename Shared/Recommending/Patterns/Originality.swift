public import Models

/// Whether a creator makes sounds or takes them, and takes them before others or after.
public struct Originality: Sendable, Equatable {
  /// The share of posts with a sound of the creator's own; nil where no sound is known.
  public let ownSounds: Double?
  /// Where the creator is among those who use a sound: 0 always before all others, 1 always behind them; nil without
  /// sounds that enough others are known to use.
  public let lateness: Double?
  /// The sounds that this was taken from.
  public let shared: Int

  /// Below so many other users nobody is early.
  public static let leastOthers = 4

  public enum Timing: String, Sendable { case early, amid, late }

  public init(ownSounds: Double?, lateness: Double?, shared: Int) {
    (self.ownSounds, self.lateness, self.shared) = (ownSounds, lateness, shared)
  }

  public init(_ posts: [CreatorPost]) {
    let sounds = posts.sorted { ($0.time ?? .infinity) < ($1.time ?? .infinity) }.compactMap(\.sound)
    ownSounds = sounds.isEmpty ? nil : Double(sounds.count(where: \.isOwn)) / Double(sounds.count)
    // The first post with a sound: who comes back to it follows nobody.
    var places: [Double] = []
    var seen: Set<String> = []
    for sound in sounds where !sound.isOwn && sound.others >= Self.leastOthers {
      guard seen.insert("\(sound.track)").inserted else { continue }
      places.append(Double(min(max(0, sound.earlier), sound.others)) / Double(sound.others))
    }
    shared = places.count
    lateness = places.isEmpty ? nil : places.reduce(0, +) / Double(places.count)
  }

  /// In a word; nil with too few sounds to tell.
  public var timing: Timing? {
    guard let lateness, shared >= 3 else { return nil }
    return lateness < 1.0 / 3 ? .early : lateness > 2.0 / 3 ? .late : .amid
  }
}
