import Models

extension TrackWorld {
  /// A recording as one platform writes it.
  struct Rendering {
    let recording: Recording
    let platform: Platform
    var random: SeededGenerator

    init(_ recording: Recording, _ platform: Platform, _ random: SeededGenerator) {
      self.recording = recording
      self.platform = platform
      self.random = random
    }

    private mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }

    private mutating func one(of texts: [String]) -> String {
      texts[Int.random(in: 0..<texts.count, using: &random)]
    }

    mutating func track(_ key: SourceKey) -> Track {
      var title = recording.song.title
      var artist: String? = artists()
      if let foreign = recording.song.foreign, platform != .spotify, chance(0.35) {
        title = foreign.title
        if chance(0.5) { artist = foreign.artist }
      }
      if chance(0.07) { title = Names.slip(title, &random) }
      if chance(0.03) { artist = artist.map { Names.slip($0, &random) } }
      if chance(0.1) { title = one(of: [title.uppercased(), title.lowercased(), Names.unaccented(title)]) }
      if recording.artists.count > 1, chance(0.5) {
        title += one(of: [
          " (feat. \(recording.artists[1]))", " ft. \(recording.artists[1])",
          " (with \(recording.artists[1]))",
        ])
        artist = recording.artists[0]
      }
      title += mark()
      if platform == .library { addNoise(&title, &artist) }
      if platform == .tiktok, chance(0.03) { artist = nil }
      return Track(key: key, title: title, artist: artist, duration: duration(), links: codes())
    }

    private mutating func artists() -> String {
      let names = chance(0.2) ? recording.artists.reversed() : recording.artists
      return names.joined(separator: one(of: [", ", " & ", " feat. ", " x "]))
    }

    private mutating func addNoise(_ title: inout String, _ artist: inout String?) {
      if chance(0.12) {
        title += one(of: [
          " (Official Video)", " [Official Audio]", " (Lyrics)", " [HQ]", " (Official Music Video) [4K]",
        ])
      }
      if let name = artist, chance(0.12) {
        title = "\(name) - \(title)"
        if chance(0.7) { artist = nil }
      } else if chance(0.05) {
        artist = chance(0.5) ? nil : "Unknown Artist"
      }
      if chance(0.03) { title = "0\(Int.random(in: 1...9, using: &random)) \(title)" }
    }

    private mutating func mark() -> String {
      let who = recording.detail
      switch recording.version {
      case .original, .unmarkedCover:
        return chance(0.04) ? one(of: [" (Original Mix)", " - Album Version", " (Explicit)"]) : ""
      case .remaster: return one(of: [" - Remastered 2011", " (2011 Remaster)", " (Remastered)"])
      case .remix: return one(of: [" - \(who) Remix", " (\(who) Remix)", " [\(who) Remix]"])
      case .live:
        return one(of: [
          " - Live at \(who)", " (Live at \(who))", " (Live at \(who) 2019)", " [Live At \(who)]",
        ])
      case .cover:
        return one(of: [" (Cover)", " - Cover", " (Acoustic Cover)", " (\(recording.song.artists[0]) Cover)"])
      case .spedUp:
        return one(of: [
          " (Sped Up)", " - sped up", " sped up", " (Speed Up Version)", " (versión acelerada)", " nightcore",
        ])
      case .slowed:
        return one(of: [
          " (Slowed + Reverb)", " slowed", " - Slowed & Reverb", " (slowed)", " (замедленная версия)",
        ])
      case .acoustic: return one(of: [" (Acoustic)", " - Acoustic", " - Acoustic Version", " (Acústico)"])
      case .instrumental: return one(of: [" (Instrumental)", " - Instrumental", " (伴奏)"])
      case .radioEdit: return one(of: [" (Radio Edit)", " - Radio Edit", ""])
      case .snippet: return one(of: [" (snippet)", " [Snippet]", " snippet"])
      }
    }

    private mutating func duration() -> Double? {
      let whole = recording.duration
      switch platform {
      case .tiktok:
        let part = chance(0.75) ? [15.0, 30, 60][Int.random(in: 0..<3, using: &random)] : whole
        return min(part, whole).rounded()
      case .appleMusic: return (whole + Double.random(in: -0.4...0.4, using: &random)).rounded()
      case .library: return chance(0.03) ? nil : whole + Double.random(in: -0.6...1, using: &random)
      default: return (whole * 1000).rounded() / 1000
      }
    }

    private mutating func codes() -> [SourceKey] {
      let code = SourceKey(.isrc, recording.isrc)
      switch platform {
      case .spotify: return chance(0.95) ? [code] : []
      case .appleMusic:
        return chance(0.03) ? [SourceKey(.isrc, Names.isrc(&random))] : chance(0.9) ? [code] : []
      case .library: return chance(0.3) ? [code] : []
      default: return []
      }
    }
  }
}
