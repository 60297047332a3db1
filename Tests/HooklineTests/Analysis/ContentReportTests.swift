import Documents
import Models
import Testing

@testable import Hookline

@Suite struct ContentReportTests {
  private func features() throws -> VideoFeatures {
    let slow = try #require(Tempo(85)), fast = try #require(Tempo(170))
    var features = VideoFeatures(
      genre: Feature([
        Finding(.only(.electronic), confidence: 0.8, evidence: .hashtags, detail: "#techno"),
        Finding(.only(.electronic), confidence: 0.4, evidence: .audio, detail: "sound: electronic"),
      ]),
      tempo: Feature([
        Finding(slow, confidence: 0.7, evidence: .audio), Finding(fast, confidence: 0.6, evidence: .picture),
        Finding(fast, confidence: 0.4, evidence: .caption),
      ]),
      energy: Feature([Finding(0.8, confidence: 0.5, evidence: .picture, detail: "picture: fast")]))
    features.style = GenreStyle("techno", evidence: .hashtags, detail: "#techno")
    features.soundIs = .track(Track.ID(9_007_199_254_740_993))
    features.looks = ["dark"]
    return features
  }

  @Test func `each modality's word is told by itself`() throws {
    let text = JSONValue.videoFeatures(try features()).line

    #expect(text.contains(##""style": {"name": "techno", "from": "hashtags", "detail": "#techno"}"##))
    #expect(text.contains(##""modality": "words", "from": "hashtags", "value": {"electronic": 1.0}"##))
    #expect(text.contains(#""modality": "picture", "from": "picture", "value": 0.8, "confidence": 0.5"#))
    #expect(text.contains(#""track": "9007199254740993""#))
    #expect(text.contains(#""valence": null"#) && text.contains(#""interval": {"low": "#))
  }

  @Test func `people read values, how sure they are, and why`() throws {
    let lines = ContentReport(features: try features()).lines

    #expect(lines.map(\.name) == ["genre", "tempo", "energy", "sound", "looks"])
    #expect(lines[0].words.hasPrefix("electronic (techno) 1.0 (sure by 0."))
    #expect(lines[0].words.hasSuffix(": #techno; sound: electronic)"))
    #expect(lines[1].words.contains(" or ") && lines[2].words.contains(", from 0."))
    #expect(lines[3].words == "track 9007199254740993")
  }

  @Test func `of what nobody knows nothing is told`() {
    #expect(ContentReport(features: VideoFeatures()).lines.isEmpty)
  }
}
