/// Where the checkout and its built programs are, found from where this file was compiled.
public enum CheckoutFiles {
  public static let root: String = {
    // Shared/TestKit/CheckoutFiles.swift
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/")
  }()

  /// A program of this package, built as the tests are.
  public static func program(_ name: String) -> String { root + "/.build/debug/" + name }
}
