import FoundationEssentials
import Testing

@testable import Audio

@Suite struct KeyTests {
  @Test(arguments: 0...11) func `a key is read as it was written`(tonic: Int) throws {
    let key = Key(tonic: tonic, mode: .minor, confidence: 0.5)

    let read = try JSONDecoder().decode(Key.self, from: JSONEncoder().encode(key))

    #expect(read == key && read.name == Key.names[tonic])
  }

  @Test(arguments: [-1, 12, Int.max]) func `a tonic that is no note is refused`(tonic: Int) {
    let text = #"{"tonic": \#(tonic), "mode": "major", "confidence": 1}"#

    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Key.self, from: Data(text.utf8)) }
  }
}
