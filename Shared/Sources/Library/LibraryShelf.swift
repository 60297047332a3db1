public import Models

/// Keeps what a library has found out, across restarts.
public protocol LibraryShelf: Sendable {
  /// What is known of the files of a folder.
  func records(of root: String) async throws -> [LibraryRecord]

  /// Keeps news, all of these or none: tracks and fingerprints in the catalogue, and what is known of the files.
  func keep(_ news: [LibraryNews], of root: String) async throws
}

/// Keeps nothing beyond the process.
public struct BriefShelf: LibraryShelf {
  public init() {}

  public func records(of root: String) -> [LibraryRecord] { [] }
  public func keep(_ news: [LibraryNews], of root: String) {}
}
