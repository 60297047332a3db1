import Models

@testable import Identity

/// Pairs of tracks as catalogues have them, and what a person says of them who knows only what stands here.
enum JudgedPairs {
  enum Truth { case same, different }

  struct Pair: CustomStringConvertible {
    let truth: Truth
    let left: TrackPortrait
    let right: TrackPortrait

    var description: String {
      [left, right].map { "\($0.key) “\($0.title)” by \($0.artist ?? "nobody"), \($0.duration ?? 0) s" }
        .joined(separator: " / ")
    }
  }

  private static func track(
    _ number: Int64, _ platform: Platform, _ title: String, _ artist: String?, _ duration: Double?,
    _ claims: [SourceKey] = [], original: Bool = false
  ) -> TrackPortrait {
    TrackPortrait(
      Track.ID(number), key: SourceKey(platform, "k\(number)"), title: title, artist: artist,
      duration: duration,
      isOriginalSound: original, claims: claims)
  }

  private typealias Side = (
    platform: Platform, title: String, artist: String?, duration: Double?, claims: [SourceKey]
  )

  private static func pair(_ truth: Truth, _ left: Side, _ right: Side, original: Bool = false) -> Pair {
    Pair(
      truth: truth,
      left: track(1, left.platform, left.title, left.artist, left.duration, left.claims, original: original),
      right: track(
        2, right.platform, right.title, right.artist, right.duration, right.claims, original: original))
  }

  private static func isrc(_ code: String) -> [SourceKey] { [SourceKey(.isrc, code)] }

  static let all: [Pair] = names + versions + registers + links + traps

  private static let names: [Pair] = [
    pair(
      .same, (.spotify, "Paper Lanterns", "Mira Voss", 201.3, []),
      (.appleMusic, "Paper Lanterns", "Mira Voss", 201, [])),
    pair(
      .same, (.spotify, "Paper Lanterns (feat. Oke)", "Mira Voss", 201.3, []),
      (.library, "Paper Lanterns", "Mira Voss feat. Oke", 202.1, [])),
    pair(
      .same, (.tiktok, "Paper Lanterns", "Mira Voss", 60, []),
      (.spotify, "Paper Lanterns", "Mira Voss", 201.3, [])),
    pair(
      .same, (.library, "Mira Voss - Paper Lanterns", nil, 201.6, []),
      (.spotify, "Paper Lanterns", "Mira Voss", 201.3, [])),
    pair(
      .same, (.library, "01 Paper Lanterns", "Mira Voss", 201.6, []),
      (.library, "Paper Lanterns", "Mira Voss", 201.3, [])),
    pair(
      .same, (.spotify, "Señales de Humo", "Los Faros", 188, []),
      (.library, "Senales de humo", "los faros", 188.4, [])),
    pair(
      .same, (.spotify, "Don't Wake the River", "The Hollow Pines", 240.2, []),
      (.library, "Dont Wake The River", "Hollow Pines", 240.9, [])),
    pair(
      .same, (.spotify, "Midnight Ferry", "Kasimir & Lune", 175.5, []),
      (.appleMusic, "Midnight Ferry", "Lune, Kasimir", 175, [])),
    pair(
      .same, (.spotify, "Blinding Harbour", "Otto Rehn", 199, []),
      (.library, "Blinding Harbuor", "Otto Rehn", 199.4, [])),
    pair(
      .same, (.spotify, "Glasshouse - Remastered 2014", "Vantage", 263.1, []),
      (.library, "Glasshouse", "Vantage", 262.6, [])),
    pair(
      .same, (.library, "Glasshouse (Official Video)", "VantageVEVO", 263.5, []),
      (.spotify, "Glasshouse", "Vantage", 263.1, [])),
    pair(
      .same, (.spotify, "Tide Tables, Pt. II", "Nell Oru", 312, []),
      (.appleMusic, "Tide Tables (Part 2)", "Nell Oru", 312.4, [])),
    pair(.same, (.spotify, "夜の駅", "灯台", 224, []), (.appleMusic, "夜の駅", "灯台", 224.3, [])),
    pair(
      .same, (.spotify, "Старый мост", "Тихий Час", 205, []),
      (.library, "СТАРЫЙ МОСТ", "Тихий час", 205.6, [])),
    pair(
      .same, (.spotify, "(I Never Had) The Time", "Coral Drive", 190.2, []),
      (.library, "The Time", "Coral Drive", 190.9, [])),
    pair(
      .same, (.spotify, "Salt & Silver", "Wren Ito", 178, []),
      (.appleMusic, "Salt and Silver", "Wren Ito", 178.2, [])),
    pair(
      .same, (.library, "salt_and_silver", "wren ito", 178.9, []),
      (.spotify, "Salt & Silver", "Wren Ito", 178, [])),
    pair(
      .same, (.spotify, "Neon Orchard", "B1RDS", 150, []),
      (.library, "Neon Orchard [Explicit]", "B1RDS", 150.3, [])),
    pair(
      .same, (.spotify, "Strasse im Regen", "Käthe Morgen", 233, []),
      (.library, "Straße im Regen", "Kathe Morgen", 233.2, [])),
    pair(
      .same, (.spotify, "Neon Orchard", "B1RDS", 150, []),
      (.library, "Neon Orchard - Single Version", "B1RDS", 150.4, [])),
    pair(
      .same, (.tiktok, "Neon Orchard", "B1RDS, Sol", 30, []),
      (.spotify, "Neon Orchard (with Sol)", "B1RDS", 150, [])),
    pair(
      .same, (.spotify, "Ye Olde Song", "Ke$ha Lane", 166, []),
      (.library, "Ye Olde Song", "Kesha Lane", 166.8, [])),
    pair(
      .same, (.spotify, "Gravity Well", "Tomas Brandt", 305, []),
      (.appleMusic, "Gravity Well", "Thomas Brandt", 305.2, [])),
    pair(
      .same, (.spotify, "Kite Season", "Ada Pell", 187, []), (.library, "Kite Season", "Ada Pell", nil, [])),
  ]

  private static let versions: [Pair] = [
    pair(
      .different, (.spotify, "Paper Lanterns", "Mira Voss", 201.3, []),
      (.spotify, "Paper Lanterns - Live at Vega", "Mira Voss", 215, [])),
    pair(
      .different, (.spotify, "Paper Lanterns", "Mira Voss", 201.3, []),
      (.spotify, "Paper Lanterns - Sped Up", "Mira Voss", 165, [])),
    pair(
      .different, (.tiktok, "paper lanterns (slowed + reverb)", "Mira Voss", 60, []),
      (.spotify, "Paper Lanterns", "Mira Voss", 201.3, [])),
    pair(
      .different, (.spotify, "Paper Lanterns (Kito Remix)", "Mira Voss", 240, []),
      (.spotify, "Paper Lanterns (Oran Remix)", "Mira Voss", 240.5, [])),
    pair(
      .same, (.spotify, "Paper Lanterns - Kito Remix", "Mira Voss, Kito", 240, []),
      (.appleMusic, "Paper Lanterns (Kito Remix)", "Mira Voss", 240.6, [])),
    pair(
      .different, (.spotify, "Paper Lanterns", "Mira Voss", 201.3, []),
      (.spotify, "Paper Lanterns", "The String Parlour", 201.9, [])),
    pair(
      .different, (.library, "Paper Lanterns (Cover)", "Jo Field", 199, []),
      (.spotify, "Paper Lanterns", "Mira Voss", 201.3, [])),
    pair(
      .different, (.spotify, "Paper Lanterns - Acoustic", "Mira Voss", 201.3, []),
      (.spotify, "Paper Lanterns", "Mira Voss", 201.3, [])),
    pair(
      .different, (.spotify, "Paper Lanterns - Instrumental", "Mira Voss", 201.3, []),
      (.spotify, "Paper Lanterns", "Mira Voss", 201.3, [])),
    pair(
      .different, (.spotify, "Paper Lanterns (Mira's Version)", "Mira Voss", 203, []),
      (.spotify, "Paper Lanterns", "Mira Voss", 201.3, [])),
    pair(
      .different, (.spotify, "Paper Lanterns - Extended Mix", "Mira Voss", 330, []),
      (.spotify, "Paper Lanterns", "Mira Voss", 201.3, [])),
    pair(
      .different, (.spotify, "Paper Lanterns - Spanish Version", "Mira Voss", 201, []),
      (.spotify, "Paper Lanterns", "Mira Voss", 201.3, [])),
    pair(
      .different, (.spotify, "Paper Lanterns", "Mira Voss", 201.3, []),
      (.library, "Paper Lanterns", "Mira Voss", 95, [])),
    pair(
      .different, (.spotify, "Tide Tables, Pt. I", "Nell Oru", 312, []),
      (.spotify, "Tide Tables, Pt. II", "Nell Oru", 312, [])),
    pair(.different, (.spotify, "夜の駅 (カバー)", "小鳥", 224, []), (.spotify, "夜の駅", "灯台", 224, [])),
    pair(
      .different, (.spotify, "Canción (En Vivo)", "Los Faros", 200, []),
      (.spotify, "Canción", "Los Faros", 200.4, [])),
    pair(
      .different, (.spotify, "Glasshouse (Live)", "Vantage", 263, []),
      (.spotify, "Glasshouse - Live at Roskilde 2003", "Vantage", 288, [])),
    pair(
      .same, (.spotify, "Glasshouse - Live at Roskilde", "Vantage", 288.2, []),
      (.appleMusic, "Glasshouse (Live at Roskilde 2003)", "Vantage", 288, [])),
    pair(
      .different, (.spotify, "Glasshouse - Demo", "Vantage", 250, []),
      (.spotify, "Glasshouse", "Vantage", 250.6, [])),
    pair(
      .different, (.spotify, "Neon Orchard (Karaoke Version)", "Sing It Back", 150, []),
      (.spotify, "Neon Orchard", "B1RDS", 150, [])),
    pair(
      .different, (.tiktok, "Nightcore - Neon Orchard", "B1RDS", 60, []),
      (.spotify, "Neon Orchard", "B1RDS", 150, [])),
  ]

  private static let registers: [Pair] = [
    pair(
      .same, (.spotify, "夜曲", "周杰倫", 226, isrc("TWK970500101")),
      (.appleMusic, "Nocturne", "Jay Chou", 226.4, isrc("TWK970500101"))),
    pair(
      .same, (.spotify, "Gläserne Stadt", "Nord", 244, isrc("DEA620000001")),
      (.library, "Glaserne Stadt (Album Version)", "Nord", nil, isrc("DEA620000001"))),
    pair(
      .different, (.spotify, "Amber", "Loro", 188, isrc("GBAAA0000001")),
      (.library, "Feral", "Stone Choir", 265, isrc("GBAAA0000001"))),
    pair(
      .different, (.spotify, "Amber", "Loro", 188, isrc("GBAAA0000001")),
      (.spotify, "Amber", "Loro", 214, isrc("GBAAA0000002"))),
    pair(
      .same, (.spotify, "Amber", "Loro", 188, isrc("GBAAA0000001")),
      (.appleMusic, "Amber", "Loro", 188.3, isrc("USBBB0000001"))),
    pair(
      .different, (.spotify, "Amber (Sped Up)", "Loro", 150, isrc("GBAAA0000001")),
      (.spotify, "Amber", "Loro", 188, isrc("GBAAA0000001"))),
    pair(
      .same, (.library, "Track 7", nil, 188.2, isrc("GBAAA0000001")),
      (.spotify, "Amber", "Loro", 188, isrc("GBAAA0000001"))),
    pair(
      .same, (.spotify, "Amber - Live", "Loro", 188.1, isrc("GBAAA0000001")),
      (.appleMusic, "Amber", "Loro", 188, isrc("GBAAA0000001"))),
  ]

  private static let song = SourceKey(.spotify, "k2")

  private static let links: [Pair] = [
    pair(.same, (.tiktok, "som da praia", "dj maré", 45, [song]), (.spotify, "Ondas", "Maré", 175, [])),
    pair(.same, (.tiktok, "original sound - ella", "ella", 22, [song]), (.spotify, "Ondas", "Maré", 175, [])),
    pair(.different, (.tiktok, "Ondas sped up", "speedy", 40, [song]), (.spotify, "Ondas", "Maré", 175, [])),
    pair(
      .different, (.tiktok, "Ondas (slowed)", "reverb club", 59, [song]), (.spotify, "Ondas", "Maré", 175, [])
    ),
    pair(
      .different, (.tiktok, "Ondas (Zed Remix)", "Maré", 59, [song]), (.spotify, "Ondas", "Maré", 175, [])),
    pair(
      .same, (.tiktok, "Ondas", "Maré", 15, [SourceKey(.appleMusic, "9")]),
      (.tiktok, "Ondas", "Maré", 60, [SourceKey(.appleMusic, "9")])),
    pair(
      .same, (.library, "Ondas (Lyrics)", "Maré", 175.6, [SourceKey(.appleMusic, "9")]),
      (.tiktok, "Ondas", "Maré", 60, [SourceKey(.appleMusic, "9")])),
  ]

  private static let traps: [Pair] = [
    pair(
      .different, (.tiktok, "original sound - anna", "anna", 15, []),
      (.tiktok, "original sound - anna", "anna", 15, [])),
    pair(
      .different, (.tiktok, "son original", "léo", 30, []), (.tiktok, "son original", "léo", 30, []),
      original: true),
    pair(.different, (.spotify, "Intro", "Vantage", 62, []), (.spotify, "Intro", "Coral Drive", 62, [])),
    pair(.different, (.library, "Intro", nil, 62, []), (.spotify, "Intro", "Coral Drive", 62, [])),
    pair(.different, (.spotify, "Home", "Ada Pell", 200, []), (.library, "Home", nil, 200, [])),
    pair(
      .different, (.spotify, "Live Forever", "Otto Rehn", 220, []),
      (.spotify, "Forever", "Otto Rehn", 220, [])),
    pair(
      .same, (.spotify, "Live Forever", "Otto Rehn", 220, []),
      (.library, "LIVE FOREVER", "otto rehn", 220.9, [])),
    pair(
      .same, (.spotify, "Cover Me", "Otto Rehn", 180, []), (.appleMusic, "Cover Me", "Otto Rehn", 180.2, [])),
    pair(.different, (.spotify, "1999", "Ada Pell", 200, []), (.spotify, "1989", "Ada Pell", 200, [])),
    pair(.different, (.spotify, "Rain", "Ada Pell", 200, []), (.spotify, "Ruin", "Ada Pell", 200, [])),
    pair(
      .different, (.spotify, "Symphony No. 5", "Orkester Vest", 400, []),
      (.spotify, "Symphony No. 9", "Orkester Vest", 400, [])),
    pair(.different, (.spotify, "Hold On", "Wren Ito", 188, []), (.spotify, "Hold Up", "Wren Ito", 188, [])),
    pair(
      .different, (.spotify, "Kite Season", "Ada Pell", 187, []),
      (.spotify, "Kite Season (Interlude)", "Ada Pell", 64, [])),
    pair(
      .different, (.spotify, "Kite Season", "Ada Pell", 187, []),
      (.spotify, "Kite Season (Reprise)", "Ada Pell", 187.5, [])),
    pair(
      .different, (.library, "Ada Pell - Kite Season", nil, 187, []),
      (.spotify, "Ada Pell", "Kite Season", 260, [])),
    pair(
      .same, (.library, "Sоng of Salt", "Wren Ito", 178, []),
      (.spotify, "Song of Salt", "Wren Ito", 178.2, [])),
    pair(
      .same, (.spotify, "Remix to Paradise", "Oke", 205, []),
      (.library, "Remix To Paradise", "OKE", 205.1, [])),
    pair(
      .different, (.spotify, "Paradise", "Oke", 205, []), (.library, "Paradise (Remix)", "OKE", 205.1, [])),
    pair(.different, (.spotify, "", nil, 30, []), (.spotify, "", nil, 30, [])),
    pair(.different, (.library, "Track 01", nil, 200, []), (.library, "Track 01", nil, 200, [])),
    pair(
      .different, (.library, "Unknown", "Unknown Artist", 200, []),
      (.library, "Unknown", "Unknown Artist", 200.3, [])),
    pair(
      .different, (.spotify, "Love Letters", "Nell Oru", 190, []),
      (.spotify, "Dear Letters", "Nell Oru", 190, [])),
    pair(
      .same, (.spotify, "Fast Train", "Nell Oru", 190, []), (.library, "Fast Train", "Nell Oru", 191.1, [])),
    pair(
      .different, (.spotify, "Train", "Nell Oru", 190, []), (.library, "Train (Fast)", "Nell Oru", 150, [])),
    // What looks alike in every way and is not: nothing but listening can tell.
    pair(
      .different, (.library, "Paper Lanterns", "Mira Voss", 201.2, []),
      (.library, "Paper Lanterns (1)", "Mira Voss", 201.3, [])),
  ]
}
