import FoundationEssentials
import Models
import Testing

@testable import Content

@Suite struct VideoFeaturesTests {
  static let genres: [(Genre, [String])] = [
    (.pop, ["pop", "popmusic", "popsongs"]), (.hipHop, ["hiphop", "rap", "hiphopmusic"]),
    (.rhythmAndBlues, ["rnb", "rnbvibes", "neosoul"]), (.electronic, ["edm", "techno", "housemusic"]),
    (.rock, ["rock", "rockmusic", "classicrock"]), (.metal, ["metal", "metalhead", "heavymetal"]),
    (.punk, ["punk", "punkrock", "poppunk"]), (.indie, ["indie", "indiemusic", "indierock"]),
    (.folk, ["folk", "folkmusic", "folksong"]), (.country, ["country", "countrymusic", "countrysongs"]),
    (.jazz, ["jazz", "jazzmusic", "smoothjazz"]), (.blues, ["blues", "bluesmusic", "bluesguitar"]),
    (.classical, ["classical", "classicalmusic", "orchestra"]),
    (.latin, ["latin", "reggaeton", "latinmusic"]),
    (.reggae, ["reggae", "reggaemusic", "dancehall"]),
    (.afrobeats, ["afrobeats", "amapiano", "afrobeatsdance"]),
    (.funk, ["funk", "funkmusic", "disco"]), (.kPop, ["kpop", "kpopdance", "kpopfyp"]),
    (.loFi, ["lofi", "lofibeats", "chillhop"]), (.soundtrack, ["soundtrack", "filmscore", "ost"]),
  ]
  static let moods: [(Mood, [String])] = [
    (.happy, ["happy", "goodvibes", "feelgood"]), (.energetic, ["hype", "workout", "energetic"]),
    (.playful, ["funny", "silly", "playful", "fun"]), (.romantic, ["romantic", "lovesong", "couplegoals"]),
    (.calm, ["calm", "relaxing", "chill"]), (.sad, ["sad", "sadsongs", "heartbroken"]),
    (.dark, ["dark", "horror", "spooky"]), (.epic, ["epic", "cinematic", "epicmusic"]),
  ]

  private func features(_ tags: [String]) -> VideoFeatures {
    VideoFeatures(of: AnalysableVideo(hashtags: tags))
  }

  @Test func `there are tags for every genre and mood`() {
    #expect(Self.genres.map(\.0) == Genre.allCases)
    #expect(Self.moods.map(\.0) == Mood.allCases)
  }

  @Test(arguments: genres)
  func `every genre is known by its ordinary tags, each alone and all together`(genre: Genre, tags: [String])
    throws
  {
    for tag in tags { #expect(features([tag, "fyp"]).genre?.value.top == genre, "#\(tag)") }

    let all = try #require(features(tags + ["fyp", "viral"]).genre)
    #expect(all.value.top == genre && all.confidence > 0.6)
    #expect(all.confidence > (features([tags[0]]).genre?.confidence ?? 1))
  }

  @Test(arguments: moods)
  func `every mood is known by its ordinary tags, each alone and all together`(mood: Mood, tags: [String])
    throws
  {
    for tag in tags { #expect(features([tag, "fyp"]).mood?.value.top == mood, "#\(tag)") }

    let all = try #require(features(tags).mood)
    #expect(all.value.top == mood && all.confidence > 0.6)
  }

  @Test func `what says nothing leaves nothing`() {
    #expect(features(["fyp", "foryou", "viral"]) == VideoFeatures())
    let plain = AnalysableVideo(caption: "at the table with a cat")
    #expect(VideoFeatures(of: plain) == VideoFeatures(language: "en"))
  }

  @Test func `one hint is nothing, two are weak, and two explicit tags are strong`() throws {
    let nothing = VideoFeatures(of: AnalysableVideo(caption: "my morning")).mood
    let weak = try #require(VideoFeatures(of: AnalysableVideo(caption: "my morning coffee")).mood)
    let strong = try #require(features(["kpop", "kpopdance"]).genre)

    #expect(nothing == nil)
    #expect(weak.confidence < 0.3)
    #expect(strong.confidence > 0.7)
    #expect(strong.findings.map(\.detail) == ["#kpop, #kpopdance"])
  }

  @Test func `all evidence is kept with what it was`() throws {
    let video = AnalysableVideo(
      caption: "so sad tonight #kpop", hashtags: ["KPop"], stickers: ["💔"], loudness: -20,
      sound: AnalysableTrack(title: "Slow Rain (Lo-Fi)", artist: "Hana"))

    let found = VideoFeatures(of: video)

    #expect(try #require(found.genre).findings.map(\.evidence) == [.hashtags, .sound])
    #expect(try #require(found.mood).findings.first?.detail == "sad, 💔")
    #expect(
      try #require(found.energy).findings.contains { $0.evidence == .audio && $0.detail == "-20.0 LUFS" })
    #expect(try #require(found.energy).value < 0.5)
  }

  @Test func `a tag in the caption counts as a tag, once`() throws {
    let twice = VideoFeatures(of: AnalysableVideo(caption: "look #kpop", hashtags: ["kpop"]))
    let once = VideoFeatures(of: AnalysableVideo(caption: "look #kpop"))

    #expect(twice.genre == once.genre)
    #expect(try #require(once.genre).findings.map(\.evidence) == [.hashtags])
  }

  @Test func `a tag decides what a word of the caption means`() {
    #expect(VideoFeatures(of: AnalysableVideo(caption: "best of rock")).genre == nil)
    let among = VideoFeatures(of: AnalysableVideo(caption: "best of rock", hashtags: ["livemusic", "band"]))
    #expect(among.genre?.value.top == .rock)
  }

  @Test func `the name of a creator is no evidence`() {
    let sound = AnalysableTrack(title: "original sound - Jo", artist: "The Metal Band", isOriginalSound: true)
    #expect(VideoFeatures(of: AnalysableVideo(sound: sound)) == VideoFeatures())
  }

  @Test func `energy follows the mood and the tempo`() throws {
    let lively = try #require(features(["workout", "hype", "hardstyle"]).energy)
    let still = try #require(features(["calm", "sleepmusic"]).energy)

    #expect(lively.value > 0.75)
    #expect(still.value < 0.3)
  }

  @Test(
    arguments: [
      ("en", "hello", "en"), ("pt-BR", "oi", "pt"), ("un", "안녕하세요", "ko"), ("", "hello", nil),
      (nil, "今日は楽しい", "ja"),
      ("xx9", "hello", nil), (nil, "#안녕하세요 hello", nil), ("EN", "", "en"),
    ] as [(String?, String, String?)])
  func `the source's language goes before the script's`(language: String?, caption: String, code: String?) {
    #expect(VideoFeatures(of: AnalysableVideo(caption: caption, language: language)).language == code)
  }

  @Test func `engagement is what viewers do for each play`() {
    func rate(_ counts: VideoCounts) -> Double? {
      VideoFeatures(of: AnalysableVideo(counts: counts)).engagement
    }

    #expect(rate(VideoCounts(plays: 1_000, likes: 80, comments: 10, shares: 6, saves: 4)) == 0.1)
    #expect(rate(VideoCounts(plays: 100, likes: -5, comments: 1)) == 0.01)
    #expect(rate(VideoCounts(plays: 0, likes: 5)) == nil)
    #expect(rate(VideoCounts(likes: 5)) == nil)
    #expect(rate(VideoCounts(plays: 5)) == nil)
    #expect(rate(VideoCounts(plays: .max, likes: .max, shares: .max)) == 2)
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, -200])
  func `a loudness that is none says nothing`(loudness: Double) {
    #expect(VideoFeatures(of: AnalysableVideo(loudness: loudness)).energy == nil)
  }

  @Test(arguments: ["\u{301}\u{316}", "😢", "\u{202E}שלום ", "悲し", "#kpop", "\u{0}"])
  func `a megabyte of anything is analysed in bounded time`(piece: String) {
    let text = "a" + String(repeating: piece, count: 1_000_000 / piece.utf8.count)
    let video = AnalysableVideo(
      caption: text, hashtags: Array(repeating: text, count: 1_000),
      stickers: Array(repeating: text, count: 100),
      language: text, sound: AnalysableTrack(title: text, artist: text, album: text))

    let time = ContinuousClock().measure { _ = VideoFeatures(of: video) }

    #expect(time < .seconds(20))
  }

  @Test func `features survive being written and read`() throws {
    let found = VideoFeatures(
      of: AnalysableVideo(caption: "so happy 🎸", hashtags: ["indierock"], loudness: -9.5))
    let data = try JSONEncoder().encode(found)
    #expect(try JSONDecoder().decode(VideoFeatures.self, from: data) == found)
  }
}
