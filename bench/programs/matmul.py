"""Two matrices, lists of lists of floats, are multiplied; prints trace and a row's sum."""

import sys


def make_matrix(n, seed):
    state = seed
    matrix = []
    for _ in range(n):
        row = []
        for _ in range(n):
            state = (state * 1103 + 12345) % 65536
            row.append(state / 65536.0 - 0.5)
        matrix.append(row)
    return matrix


def multiply(a, b):
    columns = len(b[0])
    inner = len(b)
    product = []
    for row in a:
        result = [0.0] * columns
        for j in range(columns):
            total = 0.0
            for k in range(inner):
                total += row[k] * b[k][j]
            result[j] = total
        product.append(result)
    return product


def main(n):
    product = multiply(make_matrix(n, 1), make_matrix(n, 2))
    trace = 0.0
    for i in range(n):
        trace += product[i][i]
    return "%.9f %.9f" % (trace, sum(product[n // 2]))


if __name__ == "__main__":
    print(main(int(sys.argv[1]) if len(sys.argv) > 1 else 210))
