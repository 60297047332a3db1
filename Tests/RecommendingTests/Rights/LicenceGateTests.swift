import FoundationEssentials
import Models
import TestKit
import Testing

@testable import Recommending

@Suite struct LicenceGateTests {
  private static let noon = Date(timeIntervalSince1970: 1_000_000)

  /// `+SE`, `-WW branded`, `+DE from 2`, `+DE until -1 of x`: days from noon.
  private static func right(_ text: String) -> TrackRight {
    let words = text.split(separator: " ").map(String.init)
    var right = TrackRight(
      Territory(String(words[0].dropFirst())) ?? .world, .branded, isPermission: words[0].hasPrefix("+"),
      source: "contract")
    for (name, value) in zip(words, words.dropFirst()) {
      switch name {
      case "for": right.use = TrackUse(rawValue: value) ?? .branded
      case "from": right.from = noon.addingTimeInterval((Double(value) ?? 0) * 86_400)
      case "until": right.until = noon.addingTimeInterval((Double(value) ?? 0) * 86_400)
      case "of": right.source = value
      default: break
      }
    }
    return right
  }

  private static func ruling(
    _ rights: [String], _ use: TrackUse = .branded, in place: String = "SE", sources: Set<String>? = nil
  ) -> LicenceGate.Ruling {
    LicenceGate(Purpose(use, in: Territory(place) ?? .world, at: noon, sources: sources))
      .ruling(on: Rights(rights.map(right)))
  }

  @Test(
    arguments: [
      ([], LeftOut.unknownRights), (["+SE for commercial"], .otherUse), (["+DE"], .otherTerritory),
      (["+SE until 0"], .expired), (["+WW from 0.5"], .notYet), (["+WW", "-SE"], .forbidden),
      (["+SE of other"], .otherSource), (["+DE", "+SE until -1", "+SE for advertising"], .expired),
      (["+SE", "-WW of other"], .forbidden), (["-DE"], .unknownRights),
    ] as [([String], LeftOut)])
  func `what earns money is left out with the reason that comes nearest`(rights: [String], reason: LeftOut) {
    #expect(Self.ruling(rights, sources: ["contract"]) == .barred(reason))
  }

  @Test func `a contract lets through what it covers`() {
    #expect(Self.ruling(["+WW"]) == .licensed(by: Self.right("+WW")))
    #expect(Self.ruling(["+SE from 0 until 0.1"]).isPassed)
    #expect(Self.ruling(["+SE of other"]).isPassed, "all contracts count where none is named")
    #expect(!Self.ruling(["+SE"], in: "WW").isPassed, "shown everywhere needs a right everywhere")
  }

  @Test(arguments: TrackUse.allCases.filter(\.needsPermission))
  func `without a word nobody earns`(use: TrackUse) {
    #expect(Self.ruling([], use) == .barred(.unknownRights))
    #expect(LicenceGate(Purpose(use, at: Self.noon)).ruling(on: nil) == .barred(.unknownRights))
    let others = TrackUse.allCases.filter { $0 != use }
    #expect(Self.ruling(others.map { "+WW for \($0.rawValue)" }, use) == .barred(.otherUse))
    #expect(
      LicenceGate(Purpose(use, at: Date(timeIntervalSinceReferenceDate: .nan)))
        .ruling(on: Rights([Self.right("+WW for \(use.rawValue)")])) == .barred(.unknownRights))
  }

  @Test func `a creator's own post has what nothing forbids, flagged where nobody has said anything`() {
    #expect(Self.ruling([], .organic) == .flagged && Self.ruling(["-SE"], .organic) == .flagged)
    #expect(Self.ruling([], .organic, sources: ["contract"]) == .barred(.unknownRights))
    #expect(Self.ruling(["+SE for organic"], .organic) == .licensed(by: Self.right("+SE for organic")))
    #expect(Self.ruling(["-SE for organic"], .organic) == .barred(.forbidden))
    #expect(Self.ruling(["-DE for organic"], .organic, in: "WW") == .barred(.forbidden))
    #expect(Self.ruling(["-DE for organic"], .organic) == .flagged)
  }
}
