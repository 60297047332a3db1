import TestKit
import Testing

extension Trait where Self == ConditionTrait {
  static var needsPostgres: Self { .enabled(if: TestServers.hasPostgres, "\(TestServers.advice)") }
}
