import FoundationEssentials
import Models
import Storage
import Testing

@testable import MusicAnalysis

@Suite struct TrackFeaturesTests {
  static let genres: [(Genre, String)] = [
    (.pop, "Golden Summer (Pop)"), (.hipHop, "Midnight Hip-Hop Beat"), (.rhythmAndBlues, "Velvet Room (R&B)"),
    (.electronic, "Neon Pulse (Electronic)"), (.rock, "Broken Wheels (Rock)"), (.metal, "Iron Choir (Metal)"),
    (.punk, "Riot Street (Punk)"), (.indie, "Paper Boats (Indie)"), (.folk, "Willow Song (Folk)"),
    (.country, "Dusty Mile (Country)"), (.jazz, "Late Jazz Sessions"), (.blues, "Delta Blues 70 BPM"),
    (.classical, "Nocturne in E (Classical)"), (.latin, "Noche Latin Version"),
    (.reggae, "Island Reggae 76 BPM"),
    (.afrobeats, "Happy Afrobeats 104 BPM"), (.funk, "Slap City (Funk)"), (.kPop, "Starlight (K-Pop)"),
    (.loFi, "Neon Skyline (Lo-Fi)"), (.soundtrack, "The Last Gate (Soundtrack)"),
  ]
  static let moods: [(Mood, String)] = [
    (.happy, "Happy Afrobeats 104 BPM"), (.energetic, "Energetic Workout Mix"), (.playful, "Playful Ukulele"),
    (.romantic, "Romantic Evening"), (.calm, "Calm Waters"), (.sad, "Sad Piano Sessions"),
    (.dark, "Dark Corridors"),
    (.epic, "Epic Trailer Anthem"),
  ]

  private func features(_ title: String) -> TrackFeatures { TrackFeatures(of: AnalysableTrack(title: title)) }

  @Test func `a sound of which only the id is known has a popularity at most`() {
    let features = TrackFeatures(of: AnalysableTrack(title: "", uses: 1_000))

    #expect(features.popularity != nil)
    #expect(features == TrackFeatures(popularity: features.popularity))
  }

  @Test func `there is a title for every genre and mood`() {
    #expect(Self.genres.map(\.0) == Genre.allCases)
    #expect(Self.moods.map(\.0) == Mood.allCases)
  }

  @Test(arguments: genres)
  func `every genre is known by a title that says it`(genre: Genre, title: String) throws {
    let found = try #require(features(title).genre)
    #expect(found.value.top == genre && found.confidence > 0.3)
  }

  @Test(arguments: Genre.allCases)
  func `every genre is known by its own name, in brackets and among moods`(genre: Genre) {
    for title in [
      "Midnight Drive (\(genre.title))", "Happy \(genre.title) 104 BPM", "\(genre.title) Sessions",
    ] {
      #expect(features(title).genre?.value.top == genre, "\(title)")
    }
    let album = TrackFeatures(of: AnalysableTrack(title: "Midnight", album: "\(genre.title) Essentials"))
    #expect(album.genre?.findings.first?.evidence == .album)
    #expect(album.genre?.value.top == genre)
  }

  @Test(arguments: moods)
  func `every mood is known by a title that says it`(mood: Mood, title: String) {
    #expect(features(title).mood?.value.top == mood)
  }

  @Test(arguments: Mood.allCases)
  func `every mood is known by its own name`(mood: Mood) {
    for title in [
      "\(mood.rawValue.capitalized) Nights", "Skyline (\(mood.rawValue))", "\(mood.rawValue) Piano Sessions",
    ] {
      #expect(features(title).mood?.value.top == mood, "\(title)")
    }
  }

  @Test func `beats that are named decide, those of the genre are a guess`() throws {
    let named = try #require(features("Happy Afrobeats 104 BPM").tempo)
    let guessed = try #require(features("Neon Skyline (Lo-Fi)").tempo)

    #expect(named.value.beatsPerMinute == 104 && named.confidence > 0.7)
    #expect(guessed.value.beatsPerMinute == 78 && guessed.confidence < 0.3)
    #expect(features("Neon Skyline").tempo == nil)
  }

  @Test func `slowed and sped up versions are slower and faster`() throws {
    let slowed = try #require(features("Rain (Lo-Fi) (slowed + reverb)").tempo).value.beatsPerMinute
    let faster = try #require(features("Rain (Lo-Fi) - sped up").tempo).value.beatsPerMinute

    #expect(slowed < 78 && faster > 78)
  }

  @Test func `popularity counts tenfold steps, for sounds of creators as well`() throws {
    func popularity(_ uses: Int64?) -> Double? {
      TrackFeatures(of: AnalysableTrack(title: "x", isOriginalSound: true, uses: uses)).popularity?.value
    }

    #expect(popularity(0) == 0)
    #expect(abs(try #require(popularity(999)) - 3.0 / 7) < 1e-6)
    #expect(popularity(.max) == 1)
    #expect(popularity(-1) == nil && popularity(nil) == nil)
  }

  @Test func `a creator's own sound has no genre unless its name has words for it`() throws {
    func genre(_ title: String) -> Feature<Distribution<Genre>>? {
      TrackFeatures(of: AnalysableTrack(title: title, artist: "Metal Band", isOriginalSound: true)).genre
    }

    #expect(genre("original sound - rocklover") == nil)
    #expect(genre("som original - ana") == nil)
    let named = try #require(genre("phonk remix"))
    #expect(named.confidence < (features("phonk remix").genre?.confidence ?? 0))
  }

  @Test func `an effect of two seconds has no usual tempo`() {
    func tempo(_ seconds: Double) -> Feature<Tempo>? {
      TrackFeatures(of: AnalysableTrack(title: "Jazz lick", duration: seconds)).tempo
    }

    #expect(tempo(2) == nil)
    #expect(tempo(180) != nil && tempo(.nan) != nil)
  }

  @Test func `what says nothing leaves nothing`() { #expect(features("Xylograph 7") == TrackFeatures()) }

  @Test func `features survive being written and read`() throws {
    let found = TrackFeatures(
      of: AnalysableTrack(title: "Sad Phonk 120 BPM", artist: "Lofi Girl", album: "Chill Beats", uses: 12_000)
    )
    #expect(try JSON(encoding: found).decode(TrackFeatures.self) == found)
  }
}
