import FoundationEssentials
import TestKit

/// The code blocks of README's section for producers in other languages.
enum ReadmeProducers {
  struct Missing: Error {
    let what: String
  }

  static func block(_ language: String) throws -> String {
    let text = try String(contentsOfFile: CheckoutFiles.root + "/README.md", encoding: .utf8)
    guard
      let section = text.components(separatedBy: "\n## Producers in any language\n").dropFirst().first?
        .components(separatedBy: "\n## ").first,
      let block = section.components(separatedBy: "```\(language)\n").dropFirst().first?
        .components(separatedBy: "```").first
    else { throw Missing(what: "README has no block of \(language) for producers") }
    return block
  }
}
