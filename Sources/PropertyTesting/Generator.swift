/// A recipe for random values.
///
/// A generator only draws from a ``TestCase``. It needs no way to shrink its values: choices are made
/// simpler, and values with them, always within what the generator can make.
///
/// A type's own generator is a closure that draws its parts:
///
/// ```swift
/// let accounts = Generator { test in
///   Account(name: try test.draw(.strings()), balance: try test.draw(.integers(in: 0...100)))
/// }
/// ```
public struct Generator<Value>: Sendable {
  @usableFromInline let body: @Sendable (TestCase) throws -> Value

  @inlinable
  public init(_ body: @escaping @Sendable (TestCase) throws -> Value) { self.body = body }

  /// A value made from this one.
  @inlinable
  public func map<Result>(
    _ transform: @escaping @Sendable (Value) throws -> Result
  ) -> Generator<Result> {
    Generator<Result> { try transform(try body($0)) }
  }

  /// A value from a generator that depends on this one.
  @inlinable
  public func flatMap<Result>(
    _ transform: @escaping @Sendable (Value) throws -> Generator<Result>
  ) -> Generator<Result> {
    Generator<Result> { test in try transform(try body(test)).body(test) }
  }

  /// Only values that meet a condition.
  ///
  /// - Throws: the generator throws ``Rejection/filter`` when several tries in a row do not meet it.
  public func filter(_ isIncluded: @escaping @Sendable (Value) throws -> Bool) -> Generator {
    Generator { test in
      for _ in 0..<10 {
        let value = try test.part(Labels.attempt) { try body(test) }
        if try isIncluded(value) { return value }
      }
      throw Rejection.filter
    }
  }

  /// Always the same value.
  @inlinable
  public static func just(_ value: Value) -> Generator where Value: Sendable {
    Generator { _ in value }
  }
}

/// What kinds of parts there are in generators of this library; those of users start at 0.
@usableFromInline
enum Labels {
  @usableFromInline static let attempt = -1
  @usableFromInline static let element = -2
  @usableFromInline static let collection = -3
  @usableFromInline static let branch = -4
  @usableFromInline static let command = -5
}
