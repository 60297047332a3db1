import FoundationEssentials
import Storage
import TestKit
import Testing

@testable import Jobs

@Suite struct IdentifierTests {
  @Test func `later ids sort behind earlier ones`() {
    let start = Date(timeIntervalSince1970: 1_700_000_000)

    let ids = (0..<500).map { TaskID.make(at: start + Double($0) / 1_000) }

    #expect(ids.sorted() == ids)
    #expect(ids.map(\.description).sorted() == ids.map(\.description))
    #expect(Set(ids).count == ids.count)
  }

  @Test func `version and variant are those of UUIDv7, the time is in front`() {
    for _ in 0..<200 {
      let text = Array("\(TaskID.make(at: Date(timeIntervalSince1970: 1_645_557_742)))")
      #expect(String(text.prefix(13)) == "017f22e2-79b0")
      #expect(text[14] == "7")
      #expect("89ab".contains(text[19]))
    }
  }

  @Test func `any time makes an id`() {
    for seconds in [-1e300, -1, 0, 1e12, 1e300, .infinity, -.infinity, .nan] {
      #expect("\(TaskID.make(at: Date(timeIntervalSince1970: seconds)))".utf8.count == 36)
    }
  }

  @Test func `text and JSON come back`() throws {
    let id = RunID.make()

    #expect(RunID("\(id)") == id)
    #expect(RunID("\(id)".uppercased()) == id)
    #expect(try JSON(encoding: [id]).decode([RunID].self) == [id])
    #expect(throws: StorageError.self) { try JSON(text: #"["x"]"#).decode([RunID].self) }
    for text in ["", "x", "\(id)\0", " \(id)", "\(id)".replacing("-", with: "")] {
      #expect(RunID(text) == nil)
    }
  }

  @Test(.needsPostgres) func `the order is the server's`() async throws {
    try await withDatabase { database in
      let ids = (0..<300).map { _ in TaskID(UUID()) }

      let sorted = try await database.pool.rows(
        "select id from unnest(\(ids)) as i(id) order by id", as: TaskID.self)

      #expect(sorted == ids.sorted())
    }
  }
}
