import Glibc
import TestKit
import Testing

@testable import Storage

/// A disk that is full, played by a tablespace on a small file system of its own.
@Suite(
  .enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"),
  .enabled(if: getuid() == 0, "mounting a small file system needs root"), .timeLimit(.minutes(2)))
struct DiskFullTests {
  @Test func `a full disk is told as such, and when there is room again the same pool goes on`() async throws
  {
    try await withPostgresServer { server in
      try await withSmallFileSystem("uid=postgres,gid=postgres,mode=0700") { path in
        let fixture = Fixture(server.admin)
        try await fixture.pool.perform { session in
          // A utility statement takes no parameters; the path is the test's own.
          try session.script("create tablespace small location '\(path)'")
          try session.execute("create table item (text text) tablespace small")
          try session.execute(
            "create table ballast tablespace small as select repeat('x', 1000) from generate_series(1, 1000)")
        }
        let fill: SQL = "insert into item select repeat('x', 1000) from generate_series(1, 20000)"

        let error = try await #require(throws: StorageError.self) { try await fixture.pool.execute(fill) }

        #expect(error.code == .resources && error.sqlState == "53100" && error.isRetriable)
        #expect(fixture.hasLogged("database call failed"))
        try await fixture.pool.execute("drop table ballast")
        #expect(try await fixture.pool.execute("insert into item values ('fits')") == 1)
        try await fixture.pool.execute("drop table item")
        try await fixture.pool.execute("drop tablespace small")
        await fixture.pool.close()
      }
    }
  }
}
