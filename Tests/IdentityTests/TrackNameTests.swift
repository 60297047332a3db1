import Models
import Testing

@testable import Identity

@Suite struct TrackNameTests {
  private static func kinds(_ title: String, _ artist: String? = "Ann") -> Set<VariantKind> {
    Set(TrackName(title: title, artist: artist).marks.map(\.kind))
  }

  private static func title(_ text: String, _ artist: String? = "Ann") -> String? {
    TrackName(title: text, artist: artist).readings.first?.title.joined(separator: " ")
  }

  @Test(arguments: [
    ("Song (Sped Up)", VariantKind.spedUp), ("song sped up", .spedUp), ("Song - Sped Up Version", .spedUp),
    ("Nightcore - Song", .spedUp), ("Song (versión acelerada)", .spedUp),
    ("Песня (ускоренная версия)", .spedUp),
    ("曲 (倍速)", .spedUp), ("노래 (빠른 버전)", .spedUp), ("Song (version accélérée)", .spedUp),
    ("song (slowed + reverb)", .slowed), ("Song slowed & reverb", .slowed),
    ("Song (slowed to perfection)", .slowed),
    ("Песня (замедленная версия)", .slowed), ("歌 (减速版)", .slowed), ("Song (8D Audio)", .effect),
    ("Song - bass boosted", .effect), ("Song (David Guetta Remix)", .remix), ("Song - Remix", .remix),
    ("Song Remix", .remix), ("Песня (ремикс)", .remix), ("曲 (リミックス)", .remix), ("Song (Ann Bootleg)", .remix),
    ("Song (Purple Disco Machine Mix)", .remix), ("Song (Live at Wembley 1986)", .live),
    ("Song - Live", .live),
    ("Canción (En Vivo)", .live), ("Canção - Ao Vivo", .live), ("Canzone (dal vivo)", .live),
    ("曲 (ライブ)", .live),
    ("歌 (现场版)", .live), ("노래 (라이브)", .live), ("Song (Live from the O2 Arena)", .live),
    ("Song live at Glastonbury", .live), ("Song (Cover)", .cover), ("Song (cover by Bo)", .cover),
    ("Song - Piano Cover", .cover), ("曲 (歌ってみた)", .cover), ("歌 (翻唱)", .cover), ("Песня (кавер)", .cover),
    ("Song (Acoustic)", .acoustic), ("Song - Acoustic Version", .acoustic), ("Canción (Acústica)", .acoustic),
    ("Song (Instrumental)", .instrumental), ("Song instrumental", .instrumental), ("歌 (伴奏)", .instrumental),
    ("Song (Karaoke Version)", .karaoke), ("曲 (カラオケ)", .karaoke), ("Song (A Cappella)", .vocals),
    ("Song (Demo)", .demo), ("Song (Extended Mix)", .extended), ("Song - Extended", .extended),
    ("Song [snippet]", .clip), ("Song (Teaser)", .clip), ("Song (Club Edit)", .edit),
    ("Song (Clean)", .clean),
    ("Song (Ann's Version)", .rerecording), ("Song (Spanish Version)", .version), ("曲 (日本語版)", .version),
  ])
  func `says of which version a name is`(name: String, kind: VariantKind) {
    #expect(Self.kinds(name) == [kind])
  }

  @Test(arguments: [
    "Live Forever", "Cover Me", "Remix to Ignition", "Long Live", "Live and Let Die", "Live Your Life",
    "Undercover",
    "Acoustics", "Slow Dancing in the Dark", "Speed of Sound", "Slow Hands", "Fast Car", "Demons", "Clean",
    "Remix",
    "Instrumental", "Nightcore", "Sped Up", "Blow My Cover", "I Live in Paris", "Edit",
    "Video Killed the Radio Star",
    "Song (Slow Dancing)", "Song (Live Your Life)", "Song (Video Killed the Radio Star)", "Mixed Emotions",
    "Song (Original Mix)", "Song - Remastered 2011", "Song (Official Video) [4K]", "Song (Album Version)",
    "Song (feat. Live)", "Song (From \"The Film\")", "Song (2009 Remaster)", "Song (Lyrics)", "Clip", "Alive",
    "Песня (Премьера клипа)", "Song (Radio Edit)", "Song (Explicit)", "(Live)",
  ])
  func `takes no word of a title for a mark`(name: String) {
    #expect(Self.kinds(name) == [])
  }

  @Test(arguments: [
    ("Song (Official Music Video)", "song"), ("SONG - Remastered 2011", "song"),
    ("Song (feat. Bo & Cy)", "song"),
    ("Song ft. Bo", "song"), ("Song [prod. Bo]", "song"), ("Ann - Song", "song"), ("Song - Ann", "song"),
    ("Ann – Song (Lyrics)", "song"), ("Chanson d'été", "chanson dete"), ("Señorita", "senorita"),
    ("Ｓｏｎｇ", "song"),
    ("The Song", "song"), ("Song, Pt. II", "song part 2"), ("Song Part 2", "song part 2"),
    ("Song (Remix)", "song"),
    ("Sоng", "song"), ("夜に駆ける", "夜に駆ける"), ("Song & Dance", "song and dance"), ("(Live)", "live"),
    ("Don’t Stop", "dont stop"), ("Don't Stop", "dont stop"), ("Ænima", "aenima"), ("STRASSE", "strasse"),
    ("Straße", "strasse"),
  ])
  func `leaves of a name what the song is called`(name: String, title: String) {
    #expect(Self.title(name) == title)
  }

  @Test(arguments: [
    ("Ann & Bo", "Bo, Ann"), ("Ann feat. Bo", "Ann ft Bo"), ("Ann x Bo", "Ann and Bo"), ("The Anns", "Anns"),
    ("Beyoncé", "BEYONCE"), ("P!nk", "Pink"), ("Ke$ha", "Kesha"), ("AC/DC", "AC DC"),
    ("BTS (방탄소년단)", "방탄소년단"),
    ("AdeleVEVO", "Adele"), ("Ann - Topic", "Ann"), ("Florence + The Machine", "Florence and the Machine"),
    ("Wisin y Yandel", "Wisin & Yandel"), ("Metalica", "Metallica"), ("A$AP Rocky", "ASAP Rocky"),
    ("Lil Nas X", "Lil Nas X"), ("Mötley Crüe", "Motley Crue"), ("Tyler, The Creator", "Tyler The Creator"),
  ])
  func `knows artists by their names in any form`(left: String, right: String) {
    #expect(ArtistList(left).agreement(with: ArtistList(right)) == .same)
  }

  @Test(arguments: [
    ("Ann", "Bo", ArtistList.Agreement.different), ("Ann", "", .unknown), ("Unknown Artist", "Ann", .unknown),
    ("Ann, Bo", "Cy, Bo", .partial), ("周杰伦", "Jay Chou", .foreign), ("Blink 182", "Blink 183", .different),
    ("U2", "U3", .different), ("Lil Nas X", "Lil Nes", .different),
  ])
  func `tells artists from one another`(left: String, right: String, agreement: ArtistList.Agreement) {
    #expect(ArtistList(left).agreement(with: ArtistList(right)) == agreement)
    #expect(ArtistList(right).agreement(with: ArtistList(left)) == agreement)
  }

  @Test(arguments: [
    ("Blinding Lights", "Blinding Lihgts", 1), ("despacito", "despacitto", 1), ("hello", "hallo", 1),
    ("bohemian rhapsody", "bohemain rapsody", 2), ("acdc", "ac dc", 0),
  ])
  func `forgives slips of the finger`(left: String, right: String, slips: Int) {
    #expect(Likeness.slips(left.lowercased(), right.lowercased()) == slips)
  }

  @Test(arguments: [
    ("rain", "ruin"), ("1999", "1989"), ("part 2", "part 3"), ("hold on", "hold up"),
    ("symphony 5", "symphony 9"),
    ("summer of 69", "summer of 96"), ("", "a"),
  ])
  func `takes no other word for a slip`(left: String, right: String) {
    #expect(Likeness.slips(left, right) == nil)
  }

  @Test func `names of any length and kind take no time`() {
    let hostile = [
      String(repeating: "(", count: 1_000_000), String(repeating: "a\u{301}", count: 1_000_000),
      String(repeating: " - x", count: 200_000), String(repeating: "live remix ", count: 100_000),
      "a" + String(repeating: "\u{301}", count: 1_000_000), String(repeating: "feat ", count: 100_000),
      String(repeating: "倍", count: 400_000), String(repeating: ")", count: 500_000), "\u{0}\u{202E}\u{FFFF}",
    ]

    let took = ContinuousClock().measure {
      for text in hostile {
        let portrait = TrackPortrait(Track.ID(1), key: SourceKey(.tiktok, "1"), title: text, artist: text)
        let other = TrackPortrait(Track.ID(2), key: SourceKey(.tiktok, "2"), title: text + "b", artist: text)
        _ = Judge().link(portrait, other)
        #expect(NameKeys.keys(of: portrait).count <= 64)
      }
    }

    #expect(took < .seconds(3))
  }
}
