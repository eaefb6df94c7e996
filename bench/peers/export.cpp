// meritum_export PEOPLE COPIES...: not there yet
int main() {}
