public import Models

/// Recordings as four platforms have them, with everything that goes wrong there, and the truth.
public struct TrackWorld: Sendable {
  public struct Entry: Sendable {
    public var track: Track
    /// Which recording it is of.
    public let recording: Int
    /// What it sounds like, where that is known.
    public var fingerprint: Fingerprint?
  }

  public private(set) var entries: [Entry] = []
  private var random: SeededGenerator
  private var songs: [Song] = []
  private var recordings: [Recording] = []
  private var nextKey = 1

  struct Song {
    let title: String
    let artists: [String]
    let duration: Double
    /// In another script.
    let foreign: (title: String, artist: String)?
    let items: [UInt32]
  }

  enum Version: CaseIterable {
    case original, remaster, remix, live, cover, unmarkedCover, spedUp, slowed, acoustic, instrumental,
      radioEdit, snippet
  }

  struct Recording {
    let number: Int
    let song: Song
    let version: Version
    let artists: [String]
    let duration: Double
    let isrc: String
    /// Who made the remix, or where it was played.
    let detail: String
    let items: [UInt32]
    let speed: Double
  }

  /// The same for the same seed.
  public init(seed: UInt64, count: Int = 2_000) {
    random = SeededGenerator(seed: seed)
    let artists = (0..<160).map { _ in Names.artist(&random) }
    while entries.count < count {
      addSong(artists)
      if chance(0.25) { addOriginalSounds() }
    }
    entries = Array(entries.prefix(count))
    confuse()
    entries.shuffle(using: &random)
  }

  /// Pairs of tracks of one recording.
  public var pairs: Int {
    Dictionary(grouping: entries, by: \.recording).values.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
  }

  mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }

  mutating func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }

  // MARK: Songs

  private mutating func addSong(_ artists: [String]) {
    var names = [artists[Int.random(in: 0..<artists.count, using: &random)]]
    if chance(0.2) { names.append(artists[Int.random(in: 0..<artists.count, using: &random)]) }
    if Set(names).count < names.count { names.removeLast() }
    let duration = number(110...330)
    let foreign = chance(0.07) ? (Names.foreign(&random), Names.foreign(&random)) : nil
    let song = Song(
      title: Names.title(&random), artists: names, duration: duration, foreign: foreign,
      items: Names.items(seconds: duration, &random))
    songs.append(song)
    addRecording(of: song, .original, artists)
    for version in Version.allCases.dropFirst() where chance(version == .remaster ? 0.04 : 0.055) {
      addRecording(of: song, version, artists)
    }
  }

  private mutating func addRecording(of song: Song, _ version: Version, _ artists: [String]) {
    let other = artists[Int.random(in: 0..<artists.count, using: &random)]
    let isCover = version == .cover || version == .unmarkedCover
    if isCover, song.artists.contains(other) { return }
    let speed = version == .spedUp ? 1.25 : version == .slowed ? 0.8 : 1
    let duration: Double =
      switch version {
      case .original, .remaster, .instrumental: song.duration
      case .spedUp, .slowed: song.duration / speed
      case .snippet: number(18...40)
      case .radioEdit: song.duration - number(12...50)
      default: song.duration + number(-40...60)
      }
    let number = version == .remaster ? recordings.last { $0.version == .original }?.number : nil
    let isOfTheSong = [.original, .remaster, .spedUp, .slowed, .snippet].contains(version)
    let recording = Recording(
      number: number ?? recordings.count, song: song, version: version,
      artists: isCover ? [other] : song.artists,
      duration: duration, isrc: Names.isrc(&random), detail: version == .live ? Names.place(&random) : other,
      items: isOfTheSong ? song.items : Names.items(seconds: duration, &random), speed: speed)
    recordings.append(recording)
    publish(recording)
  }

  /// On one platform at least; a new master is not on TikTok, a sped-up one seldom anywhere else.
  private mutating func publish(_ recording: Recording) {
    var spotify: SourceKey?
    var apple: SourceKey?
    let isHomemade = [.spedUp, .slowed, .snippet].contains(recording.version)
    if chance(isHomemade ? 0.3 : 0.85) { spotify = add(recording, .spotify) }
    if chance(isHomemade ? 0.2 : 0.75) { apple = add(recording, .appleMusic) }
    if recording.version != .remaster, chance(isHomemade ? 0.95 : 0.6) {
      for _ in 0..<(chance(0.15) ? 2 : 1) {
        add(recording, .tiktok, linkedTo: [spotify, apple].compactMap { $0 })
      }
    }
    if chance(isHomemade ? 0.1 : 0.6) {
      for _ in 0..<(chance(0.1) ? 2 : 1) { add(recording, .library) }
    }
  }

  @discardableResult
  private mutating func add(_ recording: Recording, _ platform: Platform, linkedTo sold: [SourceKey] = [])
    -> SourceKey
  {
    let key = SourceKey(platform, "\(platform.rawValue.prefix(2))\(nextKey)")
    nextKey += 1
    var rendering = Rendering(recording, platform, random)
    var track = rendering.track(key)
    random = rendering.random
    if platform == .tiktok, chance(0.55) { track.links += sold }
    // Whoever speeds a song up posts it as that song.
    if platform == .tiktok, recording.version == .spedUp || recording.version == .slowed, chance(0.4),
      let song = entries.last(where: { $0.track.key.platform == .spotify && $0.recording < recording.number })
    {
      track.links = song.recording == original(of: recording) ? [song.track.key] : []
    }
    let print = chance(platform == .library ? 0.45 : platform == .tiktok ? 0.3 : 0.15)
    entries.append(
      Entry(
        track: track, recording: recording.number, fingerprint: print ? fingerprint(recording, track) : nil))
    return key
  }

  private func original(of recording: Recording) -> Int? {
    recordings.last { $0.version == .original && $0.number < recording.number }?.number
  }

  /// With the errors that encoding makes; of what is played faster, as it is taken at the speed of the song.
  private mutating func fingerprint(_ recording: Recording, _ track: Track) -> Fingerprint {
    var items = recording.items
    let heard = Int((track.duration ?? recording.duration) * recording.speed / Fingerprint.usualItemDuration)
    if heard < items.count - 20 {
      let start = Int.random(in: 0...(items.count - heard), using: &random)
      items = Array(items[start..<(start + heard)])
    }
    return Fingerprint(Names.noisy(items, &random), speed: 1 / recording.speed)
  }

  /// Creators' own sounds: each its own, whatever it is called; now and then somebody takes one over.
  private mutating func addOriginalSounds() {
    let title = Names.originalSound(&random)
    let creator = Names.handle(&random)
    let number = recordings.count
    let seconds = self.number(8...60)
    let items = Names.items(seconds: seconds, &random)
    let song = Song(title: title, artists: [creator], duration: seconds, foreign: nil, items: items)
    recordings.append(
      Recording(
        number: number, song: song, version: .original, artists: [creator], duration: seconds, isrc: "",
        detail: "",
        items: items, speed: 1))
    let copies = chance(0.12) ? 2 : 1
    for _ in 0..<copies {
      let track = Track(
        key: SourceKey(.tiktok, "ti\(nextKey)"), title: chance(0.7) ? "\(title) - \(creator)" : title,
        artist: creator,
        duration: seconds.rounded(), isOriginalSound: chance(0.8))
      nextKey += 1
      let print = copies > 1 || chance(0.3) ? Fingerprint(Names.noisy(items, &random)) : nil
      entries.append(Entry(track: track, recording: number, fingerprint: print))
    }
  }

  /// Codes of other recordings, by mistake.
  private mutating func confuse() {
    let codes = recordings.map(\.isrc).filter { !$0.isEmpty }
    for place in entries.indices {
      guard let code = entries[place].track.links.firstIndex(where: { $0.platform == .isrc }), chance(0.03)
      else { continue }
      let other = chance(0.5) ? codes[Int.random(in: 0..<codes.count, using: &random)] : Names.isrc(&random)
      entries[place].track.links[code] = SourceKey(.isrc, other)
    }
  }
}
