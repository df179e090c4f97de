"""Conway's life on a torus, with sets and with lists."""


def step_set(live, size):
    counts = {}
    for x, y in live:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    cell = ((x + dx) % size, (y + dy) % size)
                    counts[cell] = counts.get(cell, 0) + 1
    return {cell for cell, n in counts.items() if n == 3 or (n == 2 and cell in live)}


def step_list(grid):
    size = len(grid)
    result = []
    for i in range(size):
        row = []
        for j in range(size):
            neighbours = -grid[i][j]
            for di in (-1, 0, 1):
                for dj in (-1, 0, 1):
                    neighbours += grid[(i + di) % size][(j + dj) % size]
            row.append(1 if neighbours == 3 or neighbours == 2 and grid[i][j] else 0)
        result.append(row)
    return result


size = 12
live = {(1, 2), (2, 3), (3, 1), (3, 2), (3, 3), (7, 7), (7, 8), (7, 9)}
grid = [[1 if (i, j) in live else 0 for j in range(size)] for i in range(size)]
for generation in range(24):
    live = step_set(live, size)
    grid = step_list(grid)
    assert live == {(i, j) for i in range(size) for j in range(size) if grid[i][j]}
for row in grid:
    print("".join(".#"[cell] for cell in row))
