extension Generator {
  /// One of several values; shrinks towards the first.
  @inlinable
  public static func elements(of values: [Value]) -> Generator where Value: Sendable {
    precondition(!values.isEmpty, "there is nothing to choose from")
    return Generator { values[try $0.pick(below: values.count)] }
  }

  /// Any case of an enumeration; shrinks towards the first.
  @inlinable
  public static func allCases() -> Generator where Value: CaseIterable & Sendable {
    .elements(of: Array(Value.allCases))
  }

  /// From one of several generators, all alike likely; shrinks towards the first.
  @inlinable
  public static func oneOf(_ generators: Generator...) -> Generator {
    .weighted(generators.map { (1, $0) })
  }

  /// From one of several generators, each so often as its weight says; shrinks towards the first.
  @inlinable
  public static func weighted(_ generators: [(weight: Int, generator: Generator)]) -> Generator {
    let generators = generators.filter { $0.weight > 0 }
    let total = generators.reduce(0) { $0 + $1.weight }
    precondition(total > 0, "there is nothing to choose from")
    return Generator { test in
      let choice = try test.choose(in: 0...Int64(generators.count - 1), origin: 0) { random in
        var left = Int(random.next(below: UInt64(total)))
        for (index, part) in generators.enumerated() {
          left -= part.weight
          if left < 0 { return Int64(index) }
        }
        return 0
      }
      return try generators[Int(choice)].generator.body(test)
    }
  }

  /// Values that contain values of their own kind, nested at most so deep; they shrink towards leaves,
  /// and towards what they contain.
  ///
  /// - Parameter branches: makes a value from a generator of smaller ones.
  public static func recursive(
    leaves: Generator, depth: Int = 5,
    branches: @escaping @Sendable (Generator) -> Generator
  ) -> Generator {
    guard depth > 0 else {
      // A choice without a choice, so that a leaf can stand where a branch could.
      return Generator { test in
        try test.part(Labels.branch) {
          _ = try test.choose(in: 0...0, origin: 0)
          return try leaves.body(test)
        }
      }
    }
    let branch = branches(recursive(leaves: leaves, depth: depth - 1, branches: branches))
    return Generator { test in
      try test.part(Labels.branch) {
        try test.flip(probability: 0.6) ? try branch.body(test) : try leaves.body(test)
      }
    }
  }

  /// Several values at once, of any types.
  @inlinable
  public static func tuples<each Part>(
    _ parts: repeat Generator<each Part>
  ) -> Generator where Value == (repeat each Part) {
    Generator { test in (repeat try test.draw(each parts)) }
  }
}
