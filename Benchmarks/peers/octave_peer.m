% Octave as a worker, in the way of python_peer.py: octave-cli -q octave_peer.m TASK PREFIX EPOCHS FIRST RATE RESULT
function array = read_npy(path)
  file = fopen(path);
  start = fread(file, 10, "uint8");
  header = char(fread(file, start(9) + 256 * start(10), "uint8")');
  shape = cellfun(@str2double, strsplit(regexp(header, "\\(([^)]*)\\)", "tokens"){1}{1}, ","));
  shape = [shape(! isnan(shape)), 1](1:2);
  array = fread(file, fliplr(shape), "double=>double")';
  fclose(file);
end

function losses = train(x, y, w, b, epochs, rate)
  n = rows(x);
  losses = zeros(epochs, 1);
  for epoch = 1:epochs
    residual = x * w + b - y;
    losses(epoch) = mean(residual .^ 2);
    gradient = (x' * residual) / n;
    w = w - rate * gradient;
    b = b - rate * sum(residual / n);
  end
end

arguments = argv();
[task, prefix, result_path] = arguments{[1, 2, 6]};
[epochs, first, rate] = num2cell(cellfun(@str2double, arguments(3:5))){:};
x = read_npy([prefix "-x.npy"]);
w = read_npy([prefix "-w.npy"]);
if strcmp(task, "train")
  y = read_npy([prefix "-y.npy"]);
  b = read_npy([prefix "-b.npy"]);
  run = @() train(x, y, w, b, epochs, rate);
else
  run = @() x * w;
end
result = run();
kept = result'(1:first);
file = fopen(result_path, "w");
fprintf(file, "%.17g\n", kept);
fclose(file);
puts("ready\n");
fflush(stdout);
% fgetl would wait for the line after.
while numel(fread(stdin, 3)) == 3
  start = tic;
  result = run();
  printf("%.9g\n", toc(start));
  fflush(stdout);
end
