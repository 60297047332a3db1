import Glibc
import Models
import Samples
import Testing

@testable import Media

@Suite(.disabled(if: Recordings.areMissing, "ffmpeg is not installed"))
struct RecordingTests {
  /// All of the songs take minutes.
  private static let wantsAll = getenv("HOOKLINE_TEST_ALL") != nil
  private static let songCount = wantsAll ? 60 : 5
  private static let speeds: [Double] = wantsAll ? Fingerprint.querySpeeds : [1, 0.98, 1.02]

  /// A changed song with its fingerprints.
  private struct Copy: Sendable {
    let song: Int
    let change: Recordings.Change
    let prints: [Fingerprint]
  }

  @Test(.timeLimit(.minutes(wantsAll ? 60 : 3)))
  func `a song is found after every change, and taken for no other`() async throws {
    let recordings = try Recordings()
    let (originals, copies) = try await Self.prints(recordings)
    try await recordings.remove()
    var index = MemoryIndex()
    for (song, print) in originals { index.add(print, FingerprintKey(Track.ID(Int64(song)))) }
    let finder = TrackFinder(index)

    var missed: [String] = []
    for copy in copies {
      let found = try await finder.matches(of: copy.prints).map(\.key.track.rawValue)
      #expect(found.allSatisfy { $0 == copy.song }, "song \(copy.song), \(copy.change): \(found)")
      if found.isEmpty, copy.change != .snippet { missed.append("\(copy.song) \(copy.change)") }
      for (song, original) in originals {
        let verdicts = Set(copy.prints.map { Alignment(of: $0, with: original).verdict })
        let expected: Verdict = copy.change == .snippet ? .tooShort : song == copy.song ? .same : .unrelated
        #expect(verdicts.contains(expected), "song \(copy.song), \(copy.change), against \(song)")
        #expect(
          song == copy.song || !verdicts.contains(.same), "song \(copy.song), \(copy.change), against \(song)"
        )
      }
    }
    #expect(missed.count * 50 <= copies.count, "\(missed) of \(copies.count)")
  }

  @Test(.timeLimit(.minutes(2)), arguments: ["white", "pink", "brown"])
  func `one rain is not taken for another`(colour: String) async throws {
    let recordings = try Recordings()
    var prints: [Fingerprint] = []
    for seed in 1...4 {
      let noise = "anoisesrc=c=\(colour):seed=\(seed):d=30:r=44100"
      prints.append(
        try await recordings.fingerprint(ofWhatIsMadeBy: ["-f", "lavfi", "-i", noise], "\(colour)\(seed)"))
    }
    try await recordings.remove()

    for (one, first) in prints.enumerated() {
      for (other, second) in prints.enumerated() {
        let found = Alignment(of: first, with: second)
        #expect(found.verdict == (one == other ? .same : .unrelated), "\(colour) \(one) \(other): \(found)")
      }
    }
  }

  private static func prints(_ recordings: Recordings) async throws -> ([Int: Fingerprint], [Copy]) {
    var originals: [Int: Fingerprint] = [:]
    var copies: [Copy] = []
    for number in 0..<songCount {
      let song = Recordings.song(number)
      originals[number] = try await recordings.fingerprint(of: song, "\(number)")
      copies += try await withThrowingTaskGroup(of: Copy.self) { group in
        for change in Recordings.Change.allCases {
          group.addTask {
            let prints = try await recordings.fingerprints(
              of: song, after: change, "\(number)", speeds: speeds)
            return Copy(song: number, change: change, prints: prints)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
    }
    return (originals, copies)
  }
}
