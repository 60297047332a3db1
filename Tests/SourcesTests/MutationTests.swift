import Models
import TestKit
import Testing

@testable import Sources

/// Does to real records what the platform, scrapers, disks and enemies do to them.
@Suite struct MutationTests {
  private static let shapes: [(open: String, close: String, records: [[UInt8]])] = {
    func records(_ path: String, _ keys: StaticString...) -> [[UInt8]] {
      (try? Fixtures.records(path, at: keys)) ?? []
    }
    let web =
      records("web/hashtag_search_item.json")
      + records("web/popular_item_list_web_2025_with_tt2dsp.json", "data", "itemList")
      + records("web/post_item_list_web_2025.json", "data", "itemList")
      + records("web/video_example_original_sound.json")
    let apify = ["1", "2_copy", "3_copy2"].flatMap { records("apify/mock_\($0).json") }
    let app = Array(records("app/hashtag_search_15_awemes.json", "data").prefix(4))
    return [
      ("{\"statusCode\":0,\"itemList\":[", "],\"hasMore\":false}", web),
      ("{\"aweme_list\":[", "]}", app), ("[", "]", apify),
    ]
  }()

  @Test func `has the records that it ill-treats`() {
    #expect(Self.shapes.map(\.records.count) == [4, 4, 3])
  }

  /// 50 seeds of 10 mutations each.
  @Test(arguments: UInt64(1)...50)
  func `loses nothing but the record that was touched`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    for round in 0..<10 { try check(round: round, seed: seed, &random) }
  }

  private func check(round: Int, seed: UInt64, _ random: inout SeededGenerator) throws {
    let shape = try #require(Self.shapes.randomElement(using: &random))
    let victim = Int.random(in: 0..<shape.records.count, using: &random)
    let mutation = try #require(Mutation.allCases.randomElement(using: &random))
    let isInLines = Bool.random(using: &random)
    let context: Comment =
      "seed \(seed), round \(round): \(mutation) of record \(victim) of \(shape.open), lines \(isInLines)"

    var records = shape.records
    records[victim] = try mutation.applied(to: records[victim], &random)
    var text = Array((isInLines ? "" : shape.open).utf8)
    var start = 0
    for (number, record) in records.enumerated() {
      if number > 0 { text.append(UInt8(ascii: isInLines ? "\n" : ",")) }
      if number == victim { start = text.count }
      text += record
      if number == victim, mutation == .truncated { break }
    }
    let end = text.count
    if mutation != .truncated { text = try Self.joined(records, of: shape, isInLines: isInLines) }

    let file = ScrapeReader.read(text, place: "x.json")

    let kept = mutation == .truncated ? Array(0..<victim) : records.indices.filter { $0 != victim }
    let whole = kept.flatMap { ScrapeReader.read(shape.records[$0], place: "").videos }
    #expect(whole.count == kept.count, context)
    for post in whole {
      #expect(file.videos.contains(post), "\(context): \(post.video.key), \(file.rejections)")
    }
    let isIngested = file.videos.count > kept.count
    let isRejected = file.rejections.contains { rejection in
      rejection.place == "x.json" && rejection.offset >= start && rejection.offset <= end + 1
        && !rejection.reason.isEmpty
    }
    #expect(isIngested || isRejected, "\(context): \(file.rejections)")
    #expect(Set(file.ids).count <= kept.count + 1, context)
  }

  private static func joined(
    _ records: [[UInt8]], of shape: (open: String, close: String, records: [[UInt8]]), isInLines: Bool
  ) throws -> [UInt8] {
    if isInLines { return Array(records.joined(separator: [UInt8(ascii: "\n")])) }
    return Array(shape.open.utf8) + records.joined(separator: [UInt8(ascii: ",")]) + Array(shape.close.utf8)
  }
}
