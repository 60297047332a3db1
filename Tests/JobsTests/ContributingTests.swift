import FoundationEssentials
import TestKit
import Testing

@Suite struct ContributingTests {
  private func text(of path: String) throws -> String {
    try String(contentsOfFile: CheckoutFiles.root + "/" + path, encoding: .utf8)
  }

  @Test func `the worker that the guide shows is the one that is built`() throws {
    let guide = try text(of: "CONTRIBUTING.md")
    let worker = try text(of: "Tests/ExampleWorker/Main.swift")

    #expect(guide.contains("```swift\n\(worker)```"))
    #expect(worker.split(separator: "\n").count <= 15)
  }
}
