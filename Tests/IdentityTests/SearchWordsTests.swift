import Testing

@testable import Identity

@Suite struct SearchWordsTests {
  @Test(arguments: [
    ("Beyoncé", ["beyonce"]),
    ("  Señorita (Live!) ", ["senorita", "live"]), ("P!nk & AC/DC", ["pink", "and", "ac", "dc"]),
    ("Don’t R.E.M.", ["dont", "rem"]), ("ＦＵＬＬ width", ["full", "width"]), ("夜に駆ける", ["夜に駆ける"]),
    ("Straße", ["strasse"]), ("|% _ *", []), ("", []),
  ])
  func `words are folded as names are compared`(text: String, words: [String]) {
    #expect(SearchWords.words(of: text) == words)
  }

  @Test func `title and artist are told apart, and a creator's own sound has its English title too`() {
    #expect(SearchWords.text(title: "Halo", artist: "Beyoncé") == " halo | beyonce ")
    #expect(SearchWords.text(title: "Halo", artist: nil) == " halo ")
    #expect(SearchWords.text(title: "???", artist: "Bo | Bo") == "  | bo bo ")
    #expect(
      SearchWords.text(title: "son original - maya", artist: "m")
        == " son original maya | m | original sound ")
    #expect(
      SearchWords.text(title: "", artist: "Bo") == "" && SearchWords.text(title: "!", artist: nil) == "")
  }

  @Test func `however long a title is, so many words are kept`() {
    let text = SearchWords.text(title: String(repeating: "la ", count: 10_000), artist: nil)

    #expect(text.split(separator: " ").count == SearchWords.limit)
  }
}
